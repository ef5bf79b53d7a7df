package io.tacit.spark.metrics.report;

import static io.tacit.spark.metrics.report.LearningSection.points;
import static io.tacit.spark.metrics.report.LearningSection.roundAxis;

import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.metrics.picture.Range;
import io.tacit.spark.metrics.report.Layer.Line;
import java.util.List;
import java.util.stream.DoubleStream;

/** What the solver spent and what the cluster made of it. */
final class SolverSection {

    private SolverSection() {}

    static void add(Markup page, ReportData data) {
        List<RoundRecord> rounds = data.rounds();
        if (rounds.isEmpty()) {
            return;
        }
        page.open("section").element("h2", "Work").open("div", "class", "plots thirds");
        addEvaluations(page, rounds);
        addThroughput(page, rounds);
        addSynchronisation(page, rounds);
        page.close("div").close("section");
    }

    private static void addEvaluations(Markup page, List<RoundRecord> rounds) {
        Line forward = new Line("forward", Ink.FIRST, points(rounds, RoundRecord::round, r -> r.effort()
                .nfeForward()));
        Line backward = new Line("backward", Ink.SECOND, points(rounds, RoundRecord::round, r -> r.effort()
                .nfeBackward()));
        Plot plot =
                plot("Evaluations of the vector field per example", "evaluations", rounds, List.of(forward, backward));
        new Figure(
                        "Solver effort",
                        plot.svg(),
                        "How often the vector field is evaluated for an example (NFE), forward and in the adjoint."
                                + effort(rounds) + PhaseSpan.legend(rounds))
                .addTo(page);
    }

    private static String effort(List<RoundRecord> rounds) {
        boolean solves = rounds.stream().anyMatch(round -> round.phase().isLikelihood());
        boolean matches = rounds.stream().anyMatch(round -> !round.phase().isLikelihood());
        return (matches ? " Flow-matching solves nothing: each is done once." : "")
                + (solves
                        ? (matches ? " In likelihood it" : " It")
                                + " rises as the learned motion becomes more intricate; a steep rise announces a stiff"
                                + " model."
                        : "");
    }

    private static void addThroughput(Markup page, List<RoundRecord> rounds) {
        Line rate = new Line("", Ink.FIRST, points(rounds, RoundRecord::round, r -> r.timing()
                .examplesPerSecond()));
        new Figure(
                        "Throughput",
                        plot("Examples per second by round", "examples per second", rounds, List.of(rate))
                                .svg(),
                        "Examples learned from per second of wall-clock, synchronisation included. It falls where NFE rises.")
                .addTo(page);
    }

    private static void addSynchronisation(Markup page, List<RoundRecord> rounds) {
        Line share = new Line(
                "in sync",
                Ink.FIRST,
                points(rounds, RoundRecord::round, r -> 100 * r.timing().syncShare()));
        Line idle = new Line(
                "idle",
                Ink.SECOND,
                points(rounds, RoundRecord::round, r -> 100 * r.timing().idleShare()));
        new Figure(
                        "Synchronisation",
                        plot(
                                        "Share of time in synchronisation by round",
                                        "% of the round",
                                        rounds,
                                        List.of(share, idle))
                                .svg(),
                        "Share of a round in which no worker computes: sending, collecting and averaging parameters,"
                                + " starting tasks; more local steps per round make it smaller. Idle: what workers wait"
                                + " for the slowest of them, where each has a core of its own.")
                .addTo(page);
    }

    private static Plot plot(String name, String unit, List<RoundRecord> rounds, List<Line> lines) {
        double highest = lines.stream()
                .flatMapToDouble(line -> line.points().stream().mapToDouble(Layer.Point::y))
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        Range range = new Range(0, Math.max(highest, 1e-3) * 1.1);
        String description =
                unit + ", at most " + Markup.number(DoubleStream.of(highest).sum());
        return new Plot(
                name,
                description,
                roundAxis(rounds),
                Axis.of(unit, range, 5),
                List.copyOf(lines.stream().map(Layer.Marked::new).toList()),
                Plot.Size.SMALL);
    }
}
