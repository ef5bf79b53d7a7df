package io.tacit.spark.metrics.report;

import io.tacit.spark.metrics.Figures;
import io.tacit.spark.metrics.RoundRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The figures behind the curves as a table, folded away at first. */
final class RoundTable {

    private static final int ROWS_AT_MOST = 200;

    private record Column(String head, Function<RoundRecord, String> text) {}

    private static final Column PHASE = new Column("phase", PhaseSpan::name);
    private static final Column TRAIN = new Column(
            "train, nats",
            round -> round.phase().isLikelihood() ? Figures.nats(round.phase().loss()) : "");
    private static final Column MATCHING = new Column(
            "mean |f − u|²",
            round -> round.phase().isLikelihood()
                    ? ""
                    : Figures.fixed(round.phase().loss(), 3));

    private static final Column GAP = new Column(
            "solver gap, nats",
            round -> round.likelihood().solverGap().map(Figures::nats).orElse(""));

    private static final List<Column> BEFORE = List.of(
            new Column("seconds", round -> Figures.fixed(round.timing().seconds(), 1)),
            new Column("examples", round -> Figures.count(round.examples().total())));

    private static final List<Column> AFTER = List.of(
            new Column(
                    "validation, nats",
                    round -> round.likelihood().validation().map(Figures::nats).orElse("")),
            new Column("NFE forward", round -> Figures.fixed(round.effort().nfeForward(), 1)),
            new Column("NFE backward", round -> Figures.fixed(round.effort().nfeBackward(), 1)),
            new Column("steps accepted", round -> Figures.count(round.effort().acceptedSteps())),
            new Column("steps rejected", round -> Figures.count(round.effort().rejectedSteps())),
            new Column("examples/s", round -> Figures.rounded(round.timing().examplesPerSecond())),
            new Column("in sync", round -> Figures.percent(round.timing().syncShare())),
            new Column("idle", round -> Figures.percent(round.timing().idleShare())),
            new Column("learning rate", round -> String.format(Locale.ROOT, "%.2e", round.learningRate())));

    private RoundTable() {}

    static void add(Markup page, List<RoundRecord> rounds) {
        if (rounds.isEmpty()) {
            return;
        }
        List<Column> columns = columns(rounds);
        int stride = (rounds.size() + ROWS_AT_MOST - 1) / ROWS_AT_MOST;
        page.open("section").open("details");
        page.element("summary", stride == 1 ? "Rounds as a table" : "Rounds as a table, one in " + stride);
        page.open("div", "class", "scroll").open("table").open("thead").open("tr");
        page.element("th", "round", "scope", "col");
        columns.forEach(column -> page.element("th", column.head, "scope", "col"));
        page.close("tr").close("thead").open("tbody");
        for (int i = rounds.size() - 1; i >= 0; i -= stride) {
            addRow(page, rounds.get(i), columns);
        }
        page.close("tbody").close("table").close("div").close("details").close("section");
    }

    /** Those of phases only where there is another than one of likelihood. */
    private static List<Column> columns(List<RoundRecord> rounds) {
        List<RoundRecord.Phase> phases = rounds.stream().map(RoundRecord::phase).toList();
        List<Column> columns = new ArrayList<>();
        if (phases.stream().anyMatch(phase -> phase.of() > 1 || !phase.isLikelihood())) {
            columns.add(PHASE);
        }
        columns.addAll(BEFORE);
        if (phases.stream().anyMatch(phase -> !phase.isLikelihood())) {
            columns.add(MATCHING);
        }
        if (phases.stream().anyMatch(RoundRecord.Phase::isLikelihood)) {
            columns.add(TRAIN);
        }
        if (rounds.stream().anyMatch(round -> round.likelihood().solverGap().isPresent())) {
            columns.add(GAP);
        }
        columns.addAll(AFTER);
        return columns;
    }

    private static void addRow(Markup page, RoundRecord round, List<Column> columns) {
        page.open("tr");
        page.element("th", Figures.count(round.round()), "scope", "row");
        columns.forEach(column -> page.element("td", column.text.apply(round)));
        page.close("tr");
    }
}
