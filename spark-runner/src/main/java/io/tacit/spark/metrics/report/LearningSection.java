package io.tacit.spark.metrics.report;

import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.metrics.Figures;
import io.tacit.spark.metrics.Nll;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.metrics.picture.Range;
import io.tacit.spark.metrics.report.Layer.Band;
import io.tacit.spark.metrics.report.Layer.Level;
import io.tacit.spark.metrics.report.Layer.Line;
import io.tacit.spark.metrics.report.Layer.Marked;
import io.tacit.spark.metrics.report.Layer.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Learning curves, against wall-clock and against rounds. */
final class LearningSection {

    /** The first tenth of the rounds falls steeply and may leave the picture at its top. */
    private static final int FIRST_PART = 10;

    private static final double ROOM_FOR_A_BASELINE = 0.6;
    private static final int LONGEST_NAME = 40;
    /** Room to the right of the last round, so that its mark is whole. */
    private static final double MARGIN = 1.03;

    private LearningSection() {}

    static void add(Markup page, ReportData data) {
        List<RoundRecord> rounds = data.rounds();
        if (rounds.isEmpty()) {
            return;
        }
        Range losses = losses(data);
        page.open("section").element("h2", "Learning").open("div", "class", "plots");
        Clock clock = Clock.of(rounds);
        new Figure(
                        "Against wall-clock",
                        plot(data, losses, Axis.of(clock.label(), clock.range(rounds)), clock::of)
                                .svg(),
                        "Negative log-likelihood in nats of the " + Nll.STANDARDISED + "; lower is better. "
                                + best(rounds)
                                + " Validation is computed with the averaged parameters, its band is the 95 % interval.")
                .addTo(page);
        new Figure(
                        "Against rounds",
                        plot(data, losses, roundAxis(rounds), RoundRecord::round)
                                .svg(),
                        "The same by round. Training that falls on while validation rises would be overfitting; a gap"
                                + " between both is normal, since training loss belongs to the parameters before averaging."
                                + " What lies above the picture is cut off.")
                .addTo(page);
        page.close("div").close("section");
    }

    static Axis roundAxis(List<RoundRecord> rounds) {
        double last = rounds.get(rounds.size() - 1).round();
        return Axis.whole("round", new Range(0, MARGIN * Math.max(1, last)));
    }

    private static Plot plot(ReportData data, Range losses, Axis x, ToDoubleFunction<RoundRecord> place) {
        List<RoundRecord> evaluated = evaluated(data.rounds());
        List<Layer> layers = new ArrayList<>();
        data.result().baselines().stream()
                .filter(baseline ->
                        losses.contains(baseline.heldOut().standardised().mean()))
                .forEach(baseline -> layers.add(new Level(
                        Fitted.toLetters(LONGEST_NAME, baseline.name()),
                        baseline.heldOut().standardised().mean())));
        if (!evaluated.isEmpty()) {
            layers.add(new Band(
                    "",
                    Ink.SECOND,
                    points(evaluated, place, round -> validation(round).low95()),
                    points(evaluated, place, round -> validation(round).high95())));
        }
        layers.add(new Marked(new Line("training", Ink.FIRST, points(data.rounds(), place, round -> round.likelihood()
                .train()))));
        if (!evaluated.isEmpty()) {
            layers.add(new Marked(new Line("validation", Ink.SECOND, points(evaluated, place, round -> validation(round)
                    .mean()))));
        }
        return new Plot(
                "Learning curve against " + x.label(),
                best(data.rounds()),
                x,
                Axis.of("nats, " + Nll.STANDARDISED, losses),
                layers,
                Plot.Size.WIDE);
    }

    static List<Point> points(
            List<RoundRecord> rounds, ToDoubleFunction<RoundRecord> x, ToDoubleFunction<RoundRecord> y) {
        return rounds.stream()
                .map(round -> new Point(x.applyAsDouble(round), y.applyAsDouble(round)))
                .toList();
    }

    private static Range losses(ReportData data) {
        DoubleSummaryStatistics shown = new DoubleSummaryStatistics();
        int skipped = data.rounds().size() / FIRST_PART;
        data.rounds().stream()
                .skip(skipped)
                .flatMap(LearningSection::figures)
                .filter(Double::isFinite)
                .forEach(shown::accept);
        if (shown.getCount() == 0) {
            return new Range(0, 1);
        }
        double least = Range.about(shown.getMin(), 1e-3).high();
        Range range = new Range(shown.getMin(), Math.max(shown.getMax(), least));
        return data.result().baselines().stream()
                .map(baseline -> baseline.heldOut().standardised().mean())
                .filter(mean -> mean >= range.low() && mean <= range.high() + ROOM_FOR_A_BASELINE * range.length())
                .reduce(range, Range::including, (a, b) -> a.including(b.high()))
                .widened(0.06);
    }

    private static java.util.stream.Stream<Double> figures(RoundRecord round) {
        return java.util.stream.Stream.concat(
                java.util.stream.Stream.of(round.likelihood().train()),
                round.likelihood().validation().map(Estimate::mean).stream());
    }

    private static String best(List<RoundRecord> rounds) {
        return evaluated(rounds).stream()
                .min(Comparator.comparingDouble(round -> validation(round).mean()))
                .map(round -> "The best validation figure is " + Figures.nats(validation(round)) + " in round "
                        + round.round() + ", after "
                        + Figures.duration(round.timing().seconds()) + ".")
                .orElse("There was no validation in this run.");
    }

    private static List<RoundRecord> evaluated(List<RoundRecord> rounds) {
        return rounds.stream()
                .filter(round -> round.likelihood().validation().isPresent())
                .toList();
    }

    private static Estimate validation(RoundRecord round) {
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
