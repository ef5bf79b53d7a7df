package io.tacit.spark.metrics.report;

import io.tacit.spark.metrics.picture.Range;
import io.tacit.spark.metrics.report.Layer.Bars;
import io.tacit.spark.metrics.report.Layer.Line;
import io.tacit.spark.metrics.report.Layer.Point;
import io.tacit.spark.metrics.report.ReportData.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Data next to what the model draws: each column, and pairs of columns. */
final class MarginalSection {

    private MarginalSection() {}

    static void add(Markup page, ReportData data) {
        if (data.columns().isEmpty() && data.pairs().isEmpty()) {
            return;
        }
        page.open("section").element("h2", "Data and samples");
        page.element(
                "p",
                "Samples are drawn from the model alone. Where it has learned the data, the two sides of each"
                        + " picture look alike, up to the noise of finitely many points. "
                        + data.pointsNote(),
                "class",
                "how");
        ColumnLabels labels = ColumnLabels.of(columns(data));
        if (!labels.legend().isEmpty()) {
            page.element("p", "Columns by number: " + labels.legend() + ".", "class", "how");
        }
        addColumns(page, data.columns(), labels);
        addPairs(page, data, labels);
        page.close("section");
    }

    private static List<Column> columns(ReportData data) {
        return Stream.concat(
                        data.columns().stream().map(ColumnMarginal::column),
                        data.pairs().stream().flatMap(pair -> Stream.of(pair.x(), pair.y())))
                .toList();
    }

    private static void addColumns(Markup page, List<ColumnMarginal> columns, ColumnLabels labels) {
        if (columns.isEmpty()) {
            return;
        }
        page.element("h3", "Each column");
        page.element("p", "Bars: share of data in each bin. Line: share of the model's samples.", "class", "how");
        page.open("div", "class", "plots thirds");
        for (ColumnMarginal marginal : columns) {
            page.open("div", "class", "cell").add(plot(marginal, labels).svg()).close("div");
        }
        page.close("div");
    }

    private static Plot plot(ColumnMarginal marginal, ColumnLabels labels) {
        double highest = Math.max(
                marginal.data().stream().mapToDouble(x -> x).max().orElse(0),
                marginal.samples().stream().mapToDouble(x -> x).max().orElse(0));
        List<Layer> layers = List.of(
                new Bars("data", Ink.QUIET, percent(marginal.data())), new Line("samples", Ink.FIRST, steps(marginal)));
        return new Plot(
                "Distribution of " + marginal.column().name(),
                "Data as bars, samples of the model as a line",
                Axis.of(labels.of(marginal.column()), marginal.range()),
                Axis.of("% of points", new Range(0, Math.max(highest, 1e-6) * 108), 4),
                layers,
                Plot.Size.SMALL);
    }

    private static List<Double> percent(List<Double> shares) {
        return shares.stream().map(share -> 100 * share).toList();
    }

    /** The outline of the histogram of samples. */
    private static List<Point> steps(ColumnMarginal marginal) {
        List<Point> outline = new ArrayList<>();
        int bins = marginal.samples().size();
        for (int i = 0; i < bins; i++) {
            double percent = 100 * marginal.samples().get(i);
            outline.add(new Point(marginal.range().at((double) i / bins), percent));
            outline.add(new Point(marginal.range().at((i + 1.0) / bins), percent));
        }
        return outline;
    }

    private static void addPairs(Markup page, ReportData data, ColumnLabels labels) {
        List<PairMarginal> pairs = data.pairs();
        if (pairs.isEmpty()) {
            return;
        }
        page.element("h3", "Pairs of columns");
        page.element(
                "p",
                "Left data, right samples of the model, on the same axes and in the same colours. The"
                        + " further the colour is from that of the page, the more points; it goes with the square root of density,"
                        + " so that thin structure shows."
                        + (pairs.stream().allMatch(pair -> pair.contours().isEmpty())
                                ? ""
                                : " Lines: the learned density itself; within them lie 50, 90 and 99 % of what it has in the"
                                        + " picture, the densest parts first."),
                "class",
                "how");
        if (!data.pairsNote().isEmpty()) {
            page.element("p", data.pairsNote(), "class", "how");
        }
        page.open("div", "class", "plots pairs");
        for (PairMarginal pair : pairs) {
            page.open("div", "class", "cell")
                    .add(new PairChart(pair, labels).svg())
                    .close("div");
        }
        page.close("div");
    }
}
