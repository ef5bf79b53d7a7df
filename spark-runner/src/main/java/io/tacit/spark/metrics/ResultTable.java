package io.tacit.spark.metrics;

import io.tacit.spark.metrics.RunResult.Baseline;
import io.tacit.spark.metrics.RunResult.ErrorBudget;
import java.util.ArrayList;
import java.util.List;

/** The end of a run for people: two aligned columns, name and value. */
public final class ResultTable {

    private ResultTable() {}

    /** Lines that end in a line feed each. */
    public static String of(RunResult result) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("outcome", result.outcome()));
        result.heldOut()
                .ifPresentOrElse(
                        nll -> addHeldOut(rows, result, nll), () -> rows.add(new Row("held-out NLL", "not evaluated")));
        result.baselines().forEach(baseline -> rows.add(new Row("  " + baseline.name(), compared(baseline, result))));
        addErrorBudget(rows, result.errorBudget());
        result.notEvaluated().forEach(reason -> rows.add(new Row("  not evaluated", reason)));
        rows.add(new Row("rounds", Figures.count(result.totals().rounds())));
        rows.add(new Row("examples", Figures.count(result.totals().examples())));
        rows.add(new Row(
                result.outcome().equals(RunResult.EVALUATED) ? "evaluated in" : "time",
                Figures.duration(result.totals().seconds())));
        rows.add(new Row("SHA-256 of θ", result.thetaSha256()));
        result.model().ifPresent(place -> rows.add(new Row("model", place)));
        result.report().ifPresent(place -> rows.add(new Row("report", place)));
        return aligned(rows);
    }

    private static void addHeldOut(List<Row> rows, RunResult result, Nll nll) {
        rows.add(new Row("held-out NLL", nats(result, nll.standardised()) + ", " + Nll.STANDARDISED));
        rows.add(new Row("", nats(result, nll.ofData()) + ", " + Nll.OF_DATA));
        rows.add(new Row("  records", records(nll)));
    }

    private static String nats(RunResult result, Estimate estimate) {
        return Figures.nats(estimate) + " nats, " + Figures.nats(result.bitsPerDimension(estimate.mean()))
                + " bits/dim";
    }

    private static String records(Nll nll) {
        String interval = nll.count() < 2 ? "one record has no interval" : "± is the 95 % interval";
        String missing = nll.withoutDensity() == 0
                ? ""
                : "; " + Figures.count(nll.withoutDensity())
                        + " more are left out, since their density is 0 to the precision of a double";
        String sample = nll.isOfSample() ? ", chosen by their ids among " + Figures.count(nll.among()) : "";
        return Figures.count(nll.count()) + sample + " (" + interval + missing + ")";
    }

    private static String compared(Baseline baseline, RunResult result) {
        Estimate its = baseline.heldOut().standardised();
        String nats = Figures.nats(its) + " nats";
        return result.heldOut()
                .map(own -> own.standardised().mean() - its.mean())
                .map(gap ->
                        nats + " (the model is " + Figures.nats(Math.abs(gap)) + (gap <= 0 ? " better)" : " worse)"))
                .orElse(nats);
    }

    private static void addErrorBudget(List<Row> rows, ErrorBudget budget) {
        budget.probeStandardError().ifPresent(error -> {
            if (error > 0) {
                rows.add(new Row("  random traces", "± " + Figures.fixed(error, 4) + " nats of the interval"));
            }
        });
        budget.toleranceChange()
                .ifPresent(change -> rows.add(
                        new Row("  at tolerance / 10", (change >= 0 ? "+" : "") + Figures.fixed(change, 5) + " nats")));
        budget.integral().ifPresent(integral -> rows.add(new Row("  integral of density", Figures.fixed(integral, 4))));
    }

    private static String aligned(List<Row> rows) {
        int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        StringBuilder table = new StringBuilder();
        for (Row row : rows) {
            table.append(row.name()).append(" ".repeat(width - row.name().length() + 2));
            table.append(row.value()).append('\n');
        }
        return table.toString();
    }

    private record Row(String name, String value) {}
}
