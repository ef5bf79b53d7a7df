package io.tacit.spark.metrics.report;

import io.tacit.spark.metrics.Figures;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.metrics.picture.Range;
import io.tacit.spark.metrics.report.Layer.Line;
import io.tacit.spark.metrics.report.Layer.Marked;
import java.util.List;

/** What a phase of flow matching minimises, which is no likelihood and has a picture of its own. */
final class MatchingFigure {
    /** The first tenth of the rounds falls steeply. */
    private static final int FIRST_PART = 10;

    private static final double MARGIN = 0.03;

    private MatchingFigure() {}

    /** Nothing where nothing was matched. */
    static void add(Markup page, List<RoundRecord> rounds) {
        List<RoundRecord> matching =
                rounds.stream().filter(round -> !round.phase().isLikelihood()).toList();
        if (matching.isEmpty()) {
            return;
        }
        new Figure("Loss of flow-matching", plot(rounds, matching).svg(), howToRead(rounds)).addTo(page);
    }

    private static String howToRead(List<RoundRecord> rounds) {
        String what =
                "Mean |f − u|² over the examples of a round: how far the vector field f is from the velocities u of"
                        + " paths between records and noise. These are no nats, and most of it is the spread of those velocities,"
                        + " which no field removes: it hardly moves while the density improves";
        return rounds.stream().anyMatch(round -> round.likelihood().validation().isPresent())
                ? what + ", so that the model is chosen by exact validation NLL."
                : what + ", which validation records would show.";
    }

    private static Plot plot(List<RoundRecord> rounds, List<RoundRecord> matching) {
        RoundRecord last = matching.get(matching.size() - 1);
        Range shown = new Range(matching.get(0).round() - 1, last.round());
        List<Mark> marks = PhaseSpan.marks(rounds, RoundRecord::round).stream()
                .filter(mark -> shown.low() <= mark.place() && mark.place() < shown.high())
                .toList();
        // Rounds of other phases are left out, and break the line.
        Line loss = new Line(
                "",
                Ink.FIRST,
                LearningSection.points(
                        rounds.subList(rounds.indexOf(matching.get(0)), rounds.indexOf(last) + 1),
                        RoundRecord::round,
                        round -> round.phase().isLikelihood()
                                ? Double.NaN
                                : round.phase().loss()));
        return new Plot(
                "Loss of flow-matching by round",
                "In the last of its rounds it is " + Figures.fixed(last.phase().loss(), 3),
                Axis.whole("round", new Range(shown.low(), shown.high() + MARGIN * shown.length()))
                        .marked(marks.size() < 2 ? List.of() : marks),
                Axis.of("mean |f − u|²", range(matching)),
                List.of(new Marked(loss)),
                Plot.Size.WIDE);
    }

    private static Range range(List<RoundRecord> matching) {
        double[] losses = matching.stream()
                .skip(matching.size() / FIRST_PART)
                .mapToDouble(round -> round.phase().loss())
                .toArray();
        return Range.ofMost(losses, 0);
    }
}
