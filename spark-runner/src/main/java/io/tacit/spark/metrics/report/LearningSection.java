package io.tacit.spark.metrics.report;

import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.metrics.Figures;
import io.tacit.spark.metrics.Nll;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.metrics.RunResult.Baseline;
import io.tacit.spark.metrics.picture.Range;
import io.tacit.spark.metrics.report.Layer.Band;
import io.tacit.spark.metrics.report.Layer.Line;
import io.tacit.spark.metrics.report.Layer.Marked;
import io.tacit.spark.metrics.report.Layer.Point;
import io.tacit.spark.metrics.report.Layer.Whisker;
import io.tacit.spark.metrics.report.Levels.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Learning curves, against wall-clock and against rounds. */
final class LearningSection {

    private static final int LONGEST_NAME = 40;
    /** Room to the right of the last round, so that its mark is whole. */
    private static final double MARGIN = 1.03;

    private LearningSection() {}

    static void add(Markup page, ReportData data) {
        List<RoundRecord> rounds = data.rounds();
        if (rounds.isEmpty()) {
            return;
        }
        page.open("section").element("h2", "Learning");
        String phases = PhaseSpan.inWords(rounds);
        if (!phases.isEmpty()) {
            page.element("p", phases, "class", "how");
        }
        page.open("div", "class", "plots");
        if (hasLikelihood(rounds) || LossRange.hasFigures(rounds)) {
            addLikelihood(page, data);
        }
        MatchingFigure.add(page, rounds);
        page.close("div").close("section");
    }

    /** Whether training had a likelihood, which in flow matching it does not. */
    private static boolean hasLikelihood(List<RoundRecord> rounds) {
        return rounds.stream().anyMatch(round -> round.phase().isLikelihood());
    }

    private static void addLikelihood(Markup page, ReportData data) {
        List<RoundRecord> rounds = data.rounds();
        LossRange losses = LossRange.of(data);
        Clock clock = Clock.of(rounds);
        Axis time = Axis.of(clock.label(), clock.range(rounds)).marked(PhaseSpan.marks(rounds, clock::of));
        new Figure(
                        "Against wall-clock",
                        plot(data, losses.range(), time, clock::of).svg(),
                        "Negative log-likelihood in nats of the " + Nll.STANDARDISED + "; lower is better. "
                                + best(rounds)
                                + validationNote(rounds) + losses.beyond(data) + PhaseSpan.legend(rounds))
                .addTo(page);
        new Figure(
                        "Against rounds",
                        plot(data, losses.range(), roundAxis(rounds), RoundRecord::round)
                                .svg(),
                        "The same by round." + training(rounds) + solverGap(rounds) + losses.cutOff(rounds))
                .addTo(page);
    }

    private static String training(List<RoundRecord> rounds) {
        String ofLikelihood = " Training that falls on while validation rises would be overfitting; a gap"
                + " between both is normal, since training loss belongs to the parameters before averaging.";
        boolean matches = rounds.stream().anyMatch(round -> !round.phase().isLikelihood());
        return (hasLikelihood(rounds) ? ofLikelihood : "")
                + (matches ? " Training by flow-matching has a loss of another kind, which is shown by itself." : "");
    }

    /** Whether training's solver can be trusted, where that was measured. */
    private static String solverGap(List<RoundRecord> rounds) {
        return rounds.stream()
                .flatMap(round -> round.likelihood().solverGap().stream())
                .max(Comparator.comparingDouble(Estimate::mean))
                .map(gap -> " Solved to the tolerance, training records have "
                        + (gap.isAboveChance()
                                ? "a loss up to " + Figures.nats(gap) + " nats above that of training, which learns so"
                                        + " much of its solver's error."
                                : "the loss that training has of them: its solver is exact enough."))
                .orElse("");
    }

    static Axis roundAxis(List<RoundRecord> rounds) {
        double last = rounds.get(rounds.size() - 1).round();
        return Axis.whole("round", new Range(0, MARGIN * Math.max(1, last)))
                .marked(PhaseSpan.marks(rounds, RoundRecord::round));
    }

    private static Plot plot(ReportData data, Range losses, Axis x, ToDoubleFunction<RoundRecord> place) {
        List<RoundRecord> evaluated = evaluated(data.rounds());
        List<Layer> layers = new ArrayList<>();
        layers.add(new Levels(data.result().baselines().stream()
                .filter(baseline -> losses.contains(mean(baseline)))
                .map(baseline -> new Level(Fitted.toLetters(LONGEST_NAME, baseline.name()), mean(baseline)))
                .toList()));
        intervals(evaluated, place).ifPresent(layers::add);
        if (hasLikelihood(data.rounds())) {
            layers.add(
                    new Marked(new Line("training", Ink.FIRST, points(data.rounds(), place, round -> round.likelihood()
                            .train()))));
        }
        if (!evaluated.isEmpty()) {
            layers.add(new Marked(new Line("validation", Ink.SECOND, points(evaluated, place, round -> validation(round)
                    .mean()))));
        }
        return new Plot(
                "Learning curve against " + x.label(),
                best(data.rounds()) + PhaseSpan.legend(data.rounds()),
                x,
                Axis.of("nats, " + Nll.STANDARDISED, losses),
                layers,
                Plot.Size.WIDE);
    }

    /** A band, or a bar where there is one interval only. */
    private static Optional<Layer> intervals(List<RoundRecord> evaluated, ToDoubleFunction<RoundRecord> place) {
        List<RoundRecord> known = withInterval(evaluated);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        RoundRecord first = known.get(0);
        return Optional.of(
                known.size() == 1
                        ? new Whisker(
                                Ink.SECOND,
                                place.applyAsDouble(first),
                                validation(first).low95(),
                                validation(first).high95())
                        : new Band(
                                "",
                                Ink.SECOND,
                                points(known, place, round -> validation(round).low95()),
                                points(known, place, round -> validation(round).high95())));
    }

    static List<Point> points(
            List<RoundRecord> rounds, ToDoubleFunction<RoundRecord> x, ToDoubleFunction<RoundRecord> y) {
        return rounds.stream()
                .map(round -> new Point(x.applyAsDouble(round), y.applyAsDouble(round)))
                .toList();
    }

    private static String best(List<RoundRecord> rounds) {
        return evaluated(rounds).stream()
                .min(Comparator.comparingDouble(round -> validation(round).mean()))
                .map(round -> "The best validation figure is " + Figures.nats(validation(round)) + " in round "
                        + round.round() + ", after "
                        + Figures.duration(round.timing().seconds()) + ".")
                .orElse("There was no validation in this run.");
    }

    private static String validationNote(List<RoundRecord> rounds) {
        if (evaluated(rounds).isEmpty()) {
            return "";
        }
        String note = " Validation is computed with the averaged parameters";
        return switch (withInterval(rounds).size()) {
            case 0 -> note + ".";
            case 1 -> note + "; the bar through its point is the 95 % interval.";
            default -> note + "; its band is the 95 % interval.";
        };
    }

    static double mean(Baseline baseline) {
        return baseline.heldOut().standardised().mean();
    }

    static List<RoundRecord> withInterval(List<RoundRecord> rounds) {
        return evaluated(rounds).stream()
                .filter(round -> validation(round).hasInterval())
                .toList();
    }

    private static List<RoundRecord> evaluated(List<RoundRecord> rounds) {
        return rounds.stream()
                .filter(round -> round.likelihood().validation().isPresent())
                .toList();
    }

    static Estimate validation(RoundRecord round) {
        return round.likelihood().validation().orElseThrow();
    }

    /** Wall-clock in a unit that suits the length of the run. */
    private record Clock(String label, double unit) {

        static Clock of(List<RoundRecord> rounds) {
            double seconds = rounds.get(rounds.size() - 1).timing().seconds();
            return seconds < 300
                    ? new Clock("seconds", 1)
                    : seconds < 3 * 3600 ? new Clock("minutes", 60) : new Clock("hours", 3600);
        }

        double of(RoundRecord round) {
            return round.timing().seconds() / unit;
        }

        Range range(List<RoundRecord> rounds) {
            return new Range(0, MARGIN * Math.max(1e-3, of(rounds.get(rounds.size() - 1))));
        }
    }
}
