package io.tacit.spark.metrics.report;

import io.tacit.core.text.Counted;
import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.metrics.Figures;
import io.tacit.spark.metrics.Nll;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.metrics.RunResult;
import io.tacit.spark.metrics.RunResult.Baseline;
import io.tacit.spark.metrics.RunResult.ErrorBudget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The result first: held-out likelihood, next to simpler densities. */
final class HeadlineSection {

    private HeadlineSection() {}

    static void add(Markup page, ReportData data) {
        RunResult result = data.result();
        page.open("section", "class", "headline");
        result.heldOut()
                .ifPresentOrElse(
                        heldOut -> addHeldOut(page, result, heldOut),
                        () -> page.element("p", "This run was not evaluated. " + reasons(result), "class", "how"));
        if (result.heldOut().isPresent() && !result.notEvaluated().isEmpty()) {
            page.element("p", "Not evaluated: " + reasons(result), "class", "how");
        }
        addTiles(page, data);
        page.close("section");
    }

    private static void addHeldOut(Markup page, RunResult result, Nll nll) {
        Estimate heldOut = nll.standardised();
        page.open("div", "class", "result").open("p", "class", "big");
        page.element("span", Figures.nats(heldOut.mean()).replace('-', '−'), "class", "value");
        page.element(
                        "span",
                        (heldOut.hasInterval() ? " ± " + Figures.nats(heldOut.halfWidth95()) : "") + " nats",
                        "class",
                        "unit")
                .close("p");
        page.element(
                "p",
                "negative log-likelihood of a held-out record, of the " + Nll.STANDARDISED + "; "
                        + Figures.nats(result.bitsPerDimension(heldOut.mean())) + " bits per dimension",
                "class",
                "what");
        page.element(
                "p",
                Figures.nats(nll.ofData()) + " nats and "
                        + Figures.nats(result.bitsPerDimension(nll.ofData().mean())) + " bits per dimension "
                        + Nll.OF_DATA,
                "class",
                "what");
        page.element(
                "p",
                "Lower is better. " + records(nll) + gain(result, heldOut) + budget(result.errorBudget()),
                "class",
                "how");
        page.close("div");
        if (!result.baselines().isEmpty()) {
            List<Baseline> rows = new ArrayList<>(result.baselines());
            rows.add(new Baseline("this model", nll));
            rows.sort(Comparator.comparingDouble(HeadlineSection::mean).reversed());
            IntervalChart chart = new IntervalChart(rows, "this model");
            new Figure(
                            "Next to simpler densities",
                            chart.svg(),
                            "Held-out negative log-likelihood of each density on the same records, in nats of the "
                                    + Nll.STANDARDISED + ". " + chart.howToRead()
                                    + " Further left is better.")
                    .addTo(page);
        }
    }

    private static String reasons(RunResult result) {
        return result.notEvaluated().stream().map(reason -> reason + ".").collect(Collectors.joining(" "));
    }

    private static double mean(Baseline row) {
        return row.heldOut().standardised().mean();
    }

    private static String records(Nll nll) {
        String mean = nll.count() == 1
                ? "One record that training never saw, too few for an interval."
                : "The mean over " + Counted.of(nll.count(), "record")
                        + " that training never saw, "
                        + (nll.isOfSample() ? "chosen by their ids among " + Figures.count(nll.among()) + ", " : "")
                        + "with its 95 % interval.";
        return nll.withoutDensity() == 0
                ? mean
                : mean + " It leaves out " + Figures.count(nll.withoutDensity())
                        + " more, whose density is 0 to the precision of a double.";
    }

    /** What a difference in nats means, against the best of the baselines. */
    private static String gain(RunResult result, Estimate heldOut) {
        return result.baselines().stream()
                .min(Comparator.comparingDouble(HeadlineSection::mean))
                .filter(best -> mean(best) > heldOut.mean())
                .map(best -> " Typically (in the geometric mean) the model gives such a record "
                        + Figures.rounded(Math.exp(mean(best) - heldOut.mean()))
                        + " times the density that the best baseline, " + best.name() + ", gives it.")
                .orElse("");
    }

    private static String budget(ErrorBudget budget) {
        StringBuilder text = new StringBuilder();
        budget.probeStandardError().ifPresent(error -> text.append(" Random probes of the trace contribute ± ")
                .append(Figures.fixed(error, 4))
                .append(" nats."));
        budget.toleranceChange()
                .ifPresent(change -> text.append(" Solving at ten times tighter tolerance changes it by ")
                        .append(Figures.fixed(change, 5).replace('-', '−'))
                        .append(" nats."));
        budget.integral().ifPresent(integral -> text.append(" The density integrates to ")
                .append(Figures.fixed(integral, 4))
                .append(" over the plane."));
        return text.toString();
    }

    private static void addTiles(Markup page, ReportData data) {
        RunResult.Totals totals = data.result().totals();
        page.open("dl", "class", "tiles");
        addTile(page, "rounds", Figures.count(totals.rounds()));
        addTile(page, "examples", Figures.rounded(totals.examples()));
        addTile(page, "time", Figures.duration(totals.seconds()));
        addTile(page, "examples per second", Figures.rounded(totals.examples() / totals.seconds()));
        data.rounds().stream()
                .mapToDouble(round -> round.timing().syncShare())
                .average()
                .ifPresent(share -> addTile(page, "in synchronisation", Figures.percent(share)));
        int rejected = data.rounds().stream()
                .mapToInt(round -> round.examples().rejectedContributions())
                .sum();
        if (rejected > 0) {
            addTile(page, "rejected contributions", Figures.count(rejected));
        }
        data.rounds().stream()
                .reduce((first, second) -> second)
                .map(RoundRecord::effort)
                .ifPresent(last -> addTile(
                        page,
                        "NFE forward + backward, last round",
                        Figures.fixed(last.nfeForward(), 0) + " + " + Figures.fixed(last.nfeBackward(), 0)));
        page.close("dl");
    }

    private static void addTile(Markup page, String name, String value) {
        page.open("div").element("dt", name).element("dd", value).close("div");
    }
}
