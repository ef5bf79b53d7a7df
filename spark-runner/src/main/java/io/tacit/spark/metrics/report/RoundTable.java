package io.tacit.spark.metrics.report;

import io.tacit.spark.metrics.Figures;
import io.tacit.spark.metrics.RoundRecord;
import java.util.List;

/** The figures behind the curves as a table, folded away at first. */
final class RoundTable {

    private static final int ROWS_AT_MOST = 200;
    private static final List<String> HEADS = List.of(
            "round",
            "phase",
            "seconds",
            "examples",
            "loss",
            "validation, nats",
            "NFE forward",
            "NFE backward",
            "steps accepted",
            "steps rejected",
            "examples/s",
            "in sync",
            "idle",
            "learning rate");

    private RoundTable() {}

    static void add(Markup page, List<RoundRecord> rounds) {
        if (rounds.isEmpty()) {
            return;
        }
        int stride = (rounds.size() + ROWS_AT_MOST - 1) / ROWS_AT_MOST;
        page.open("section").open("details");
        page.element("summary", stride == 1 ? "Rounds as a table" : "Rounds as a table, one in " + stride);
        page.open("div", "class", "scroll").open("table").open("thead").open("tr");
        HEADS.forEach(head -> page.element("th", head, "scope", "col"));
        page.close("tr").close("thead").open("tbody");
        for (int i = rounds.size() - 1; i >= 0; i -= stride) {
            addRow(page, rounds.get(i));
        }
        page.close("tbody").close("table").close("div").close("details").close("section");
    }

    private static void addRow(Markup page, RoundRecord round) {
        page.open("tr");
        page.element("th", Figures.count(round.round()), "scope", "row");
        cells(
                page,
                round.phase().objective(),
                Figures.fixed(round.timing().seconds(), 1),
                Figures.count(round.examples().total()),
                Figures.nats(round.phase().loss()),
                round.likelihood().validation().map(Figures::nats).orElse(""),
                Figures.fixed(round.effort().nfeForward(), 1),
                Figures.fixed(round.effort().nfeBackward(), 1),
                Figures.count(round.effort().acceptedSteps()),
                Figures.count(round.effort().rejectedSteps()),
                Figures.rounded(round.timing().examplesPerSecond()),
                Figures.percent(round.timing().syncShare()),
                Figures.percent(round.timing().idleShare()),
                String.format(java.util.Locale.ROOT, "%.2e", round.learningRate()));
        page.close("tr");
    }

    private static void cells(Markup page, String... texts) {
        for (String text : texts) {
            page.element("td", text);
        }
    }
}
