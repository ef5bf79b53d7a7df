package io.tacit.spark.metrics.report;

import io.tacit.core.text.Counted;
import io.tacit.spark.metrics.Figures;
import io.tacit.spark.metrics.RunResult;
import io.tacit.spark.metrics.picture.Range;
import io.tacit.spark.metrics.report.Calibration.Quantile;
import io.tacit.spark.metrics.report.Layer.Band;
import io.tacit.spark.metrics.report.Layer.Bars;
import io.tacit.spark.metrics.report.Layer.Dots;
import io.tacit.spark.metrics.report.Layer.Line;
import io.tacit.spark.metrics.report.Layer.Point;
import java.util.List;
import java.util.stream.DoubleStream;

/** Whether held-out records get the log-densities the model expects. */
final class CalibrationSection {

    private CalibrationSection() {}

    static void add(Markup page, ReportData data) {
        data.calibration().ifPresent(calibration -> add(page, calibration, data.result()));
    }

    private static void add(Markup page, Calibration calibration, RunResult result) {
        page.open("section").element("h2", "Calibration of log-density");
        if (result.heldOut().isEmpty()) {
            page.element(
                    "p",
                    "No records were held out: training records stand in for them here, and flatter the model.",
                    "class",
                    "how");
        }
        page.element(
                "p",
                "Does the model expect the log-densities that held-out records get? "
                        + new Verdict(calibration).inWords() + " Compared are "
                        + Counted.of(calibration.heldOut(), "record")
                        + " and " + Counted.of(calibration.samples(), "sample") + ".",
                "class",
                "how");
        page.open("div", "class", "plots");
        new Figure(
                        "Quantiles against quantiles",
                        quantiles(calibration).svg(),
                        "Each dot is one percentile of log-density: across, of the model's own samples; up, of held-out"
                                + " records. On the diagonal the model is as sure as it may be. Dots below it at the left: the"
                                + " data hold rare records the model gives too little density.")
                .addTo(page);
        new Figure(
                        "Rank of held-out records among samples",
                        ranks(calibration).svg(),
                        "Where a held-out record's log-density stands among those of samples, 0 lowest and 1 highest."
                                + " Calibrated ranks are level within the band (95 % by chance); a high first bar means records that"
                                + " the model finds more unlikely than it should.")
                .addTo(page);
        page.close("div").close("section");
    }

    private static Plot quantiles(Calibration calibration) {
        List<Quantile> finite = calibration.quantiles().stream()
                .filter(q -> Double.isFinite(q.samples()) && Double.isFinite(q.heldOut()))
                .toList();
        double[] both = finite.stream()
                .flatMapToDouble(q -> DoubleStream.of(q.samples(), q.heldOut()))
                .toArray();
        Range range = Range.ofMost(both, 0);
        Layer diagonal = new Line(
                "equal",
                Ink.QUIET,
                List.of(new Point(range.low(), range.low()), new Point(range.high(), range.high())));
        Layer dots = new Dots(
                "percentiles",
                Ink.FIRST,
                finite.stream().map(q -> new Point(q.samples(), q.heldOut())).toList(),
                3);
        return new Plot(
                "Quantiles of log-density, held-out against samples",
                "Largest gap of the distribution functions " + Figures.fixed(calibration.distance(), 3),
                Axis.of("log-density of samples, nats", range),
                Axis.of("log-density of held-out records, nats", range),
                List.of(diagonal, dots),
                Plot.Size.WIDE);
    }

    private static Plot ranks(Calibration calibration) {
        double expected = 100.0 / Calibration.BINS;
        double p = 1.0 / Calibration.BINS;
        double chance = 196 * Math.sqrt(p * (1 - p) * (1.0 / calibration.heldOut() + 1.0 / calibration.samples()));
        List<Double> percent =
                calibration.transformed().stream().map(share -> 100 * share).toList();
        double highest = percent.stream().mapToDouble(x -> x).max().orElse(expected);
        Layer bars = new Bars("held-out records", Ink.FIRST, percent);
        Layer band = new Band(
                "expected",
                Ink.QUIET,
                List.of(new Point(0, Math.max(0, expected - chance)), new Point(1, Math.max(0, expected - chance))),
                List.of(new Point(0, expected + chance), new Point(1, expected + chance)));
        return new Plot(
                "Ranks of held-out log-densities among those of samples",
                "Level is calibrated; the highest of "
                        + Calibration.BINS + " bars is " + Figures.fixed(highest, 1) + " %, expected are "
                        + Figures.fixed(expected, 1) + " %",
                Axis.of("rank among samples", new Range(0, 1)),
                Axis.of("% of held-out records", new Range(0, Math.max(highest, expected + chance) * 1.12)),
                List.of(bars, band),
                Plot.Size.WIDE);
    }
}
