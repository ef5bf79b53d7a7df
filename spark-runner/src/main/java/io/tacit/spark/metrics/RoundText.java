package io.tacit.spark.metrics;

import io.tacit.spark.metrics.RoundRecord.Effort;
import io.tacit.spark.metrics.RoundRecord.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A round in words.
 *
 * @param evaluated the newest round with a validation figure, since not every round has one
 */
record RoundText(RoundRecord round, Optional<RoundRecord> evaluated) {

    /** Everything, on one line. */
    String line() {
        List<String> parts = new ArrayList<>();
        parts.add("round " + round.round() + "/" + round.of());
        parts.add(
                round.phase().isLikelihood()
                        ? "train " + both(round.likelihood().train())
                        : round.phase().objective() + " "
                                + Figures.nats(round.phase().loss()));
        evaluated.ifPresent(newest -> parts.add(validation(newest)));
        Effort effort = round.effort();
        parts.add("NFE " + Figures.fixed(effort.nfeForward(), 1) + " forward, " + Figures.fixed(effort.nfeBackward(), 1)
                + " backward");
        Timing timing = round.timing();
        parts.add(Figures.rounded(timing.examplesPerSecond()) + " examples/s");
        parts.add("sync " + Figures.percent(timing.syncShare()));
        rejected().ifPresent(parts::add);
        parts.add(Figures.duration(timing.secondsLeft()) + " left");
        return String.join(" | ", parts);
    }

    /** The same in short pieces, the most important first, for a line that must fit. */
    List<String> pieces() {
        Timing timing = round.timing();
        List<String> pieces = new ArrayList<>();
        rejected().ifPresent(pieces::add);
        pieces.add(Figures.duration(timing.secondsLeft()) + " left");
        pieces.add(losses());
        pieces.add("NFE " + Figures.fixed(round.effort().nfeForward(), 0) + "+"
                + Figures.fixed(round.effort().nfeBackward(), 0));
        pieces.add(Figures.rounded(timing.examplesPerSecond()) + " ex/s");
        pieces.add("sync " + Figures.percent(timing.syncShare()));
        return pieces;
    }

    private Optional<String> rejected() {
        int rejected = round.examples().rejectedContributions();
        return rejected == 0 ? Optional.empty() : Optional.of(rejected + " rejected");
    }

    private String validation(RoundRecord newest) {
        Estimate estimate = newest.likelihood().validation().orElseThrow();
        String text = "validation " + Figures.nats(estimate) + " nats ("
                + Figures.nats(newest.likelihood().bitsPerDimension(estimate.mean())) + " bits/dim)";
        return newest.round() == round.round() ? text : text + " in round " + newest.round();
    }

    private String both(double nats) {
        return Figures.nats(nats) + " nats (" + Figures.nats(round.likelihood().bitsPerDimension(nats)) + " bits/dim)";
    }

    /** Both losses in nats, and bits per dimension of the one that matters more. */
    private String losses() {
        boolean isLikelihood = round.phase().isLikelihood();
        String train = (isLikelihood ? "train " : round.phase().objective() + " ")
                + Figures.nats(round.phase().loss());
        if (evaluated.isEmpty()) {
            return isLikelihood ? train + shortUnits(round, round.likelihood().train()) : train;
        }
        RoundRecord newest = evaluated.get();
        double nats = newest.likelihood().validation().orElseThrow().mean();
        return train + " val " + Figures.nats(nats) + shortUnits(newest, nats);
    }

    private static String shortUnits(RoundRecord of, double nats) {
        return " nats (" + Figures.nats(of.likelihood().bitsPerDimension(nats)) + " b/d)";
    }
}
