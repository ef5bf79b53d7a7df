package io.tacit.spark.driver;

import io.tacit.core.data.Split;
import io.tacit.core.text.Counted;
import io.tacit.spark.config.ReportConfig;
import io.tacit.spark.metrics.Figures;
import io.tacit.spark.metrics.picture.Contour;
import io.tacit.spark.metrics.report.ColumnMarginal;
import io.tacit.spark.metrics.report.PairChoice;
import io.tacit.spark.metrics.report.PairMarginal;
import io.tacit.spark.metrics.report.ReportData.Column;
import java.util.List;

/** The pictures of data and samples that a report shows, and what it says of them. */
record Pictures(List<ColumnMarginal> columns, String pointsNote, List<PairMarginal> pairs, String pairsNote) {
    static final Pictures NONE = new Pictures(List.of(), "", List.of(), "");

    /** Shares of the learned density within its contours. */
    private static final List<Double> WITHIN = List.of(0.5, 0.9, 0.99);

    /** @param named pairs to be shown in any case, as the configuration writes them */
    static Pictures of(Portrait portrait, List<Column> columns, List<String> named) {
        List<String> names = columns.stream().map(Column::name).toList();
        List<int[]> wanted = named.stream()
                .flatMap(pair -> ReportConfig.numbers(pair, names).stream())
                .toList();
        PairChoice choice = PairChoice.of(portrait.data(), wanted);
        return new Pictures(
                ColumnMarginal.all(columns, portrait.shownData(), portrait.shownSamples()),
                pointsNote(portrait.part(), portrait.shownData().count()),
                choice.shown().stream()
                        .map(pair -> marginal(columns, pair, portrait))
                        .toList(),
                note(choice, columns));
    }

    /** Whose records are called data in the pictures. */
    static String pointsNote(Split.Part part, long count) {
        String record = part == Split.Part.TEST ? "held-out record" : "training record";
        return "Drawn are " + Counted.of(count, record) + ", called data, and as many samples.";
    }

    private static PairMarginal marginal(List<Column> columns, PairChoice.Pair pair, Portrait portrait) {
        PairMarginal marginal =
                PairMarginal.of(columns, pair.x(), pair.y(), portrait.shownData(), portrait.shownSamples());
        return portrait.plane()
                .map(plane -> marginal.with(WITHIN.stream()
                        .map(share -> Contour.of(plane, share))
                        .map(contour -> pair.x() == 0 ? contour : contour.mirrored())
                        .toList()))
                .orElse(marginal);
    }

    /** Which pairs are not shown. */
    private static String note(PairChoice choice, List<Column> columns) {
        if (choice.leftOut().isEmpty()) {
            return "";
        }
        PairChoice.Pair next = choice.leftOut().get(0);
        int all = choice.shown().size() + choice.leftOut().size();
        return choice.shown().size() + " of " + Figures.count(all) + " pairs, those with most mutual information; "
                + Figures.count(choice.leftOut().size()) + " are left out. The first of them, "
                + columns.get(next.x()).name() + " and " + columns.get(next.y()).name() + ", has "
                + Figures.fixed(next.nats(), 3)
                + " nats. To see others, name them: --pairs x:y.";
    }
}
