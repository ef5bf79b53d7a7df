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
        if (isOneOfSeveral()) {
            parts.add(phase() + " " + round.phase().objective());
        }
        parts.add(
                round.phase().isLikelihood()
                        ? "train " + both(round.likelihood().train())
                        : matched() + Figures.fixed(round.phase().loss(), 3));
        evaluated.ifPresent(newest -> parts.add(validation(newest)));
        Effort effort = round.effort();
        parts.add("NFE " + Figures.fixed(effort.nfeForward(), 1) + " forward, " + Figures.fixed(effort.nfeBackward(), 1)
                + " backward");
        Timing timing = round.timing();
        parts.add(Figures.rounded(timing.examplesPerSecond()) + " examples/s");
        parts.add("sync " + Figures.percent(timing.syncShare()));
        rejected().ifPresent(parts::add);
        left().map(left -> left
                        + (isKnownToTheEnd() ? "" : " in phase " + round.phase().number()))
                .ifPresent(parts::add);
        return String.join(" | ", parts);
    }

    /** The same in short pieces, the most important first, for a line that must fit. */
    List<String> pieces() {
        Timing timing = round.timing();
        List<String> pieces = new ArrayList<>();
        rejected().ifPresent(pieces::add);
        if (isOneOfSeveral() && !isKnownToTheEnd()) {
            pieces.add(left().map(left -> phase() + ": " + left).orElse(phase()));
        } else {
            left().ifPresent(pieces::add);
            if (isOneOfSeveral()) {
                pieces.add(phase());
            }
        }
        pieces.addAll(losses());
        pieces.add("NFE " + Figures.fixed(round.effort().nfeForward(), 0) + "+"
                + Figures.fixed(round.effort().nfeBackward(), 0));
        pieces.add(Figures.rounded(timing.examplesPerSecond()) + " ex/s");
        pieces.add("sync " + Figures.percent(timing.syncShare()));
        return pieces;
    }

    private boolean isOneOfSeveral() {
        return round.phase().of() > 1;
    }

    private String phase() {
        return "phase " + round.phase().number() + "/" + round.phase().of();
    }

    /** Where its name stands before it, the loss needs none. */
    private String matched() {
        return isOneOfSeveral() ? "loss " : round.phase().objective() + " loss ";
    }

    /** Phases to come are not measured, and may be slower. */
    private boolean isKnownToTheEnd() {
        return !isOneOfSeveral() || !Double.isNaN(round.timing().secondsLeft());
    }

    /** Nothing after a first round, which is no measure of the others. */
    private Optional<String> left() {
        double seconds =
                isKnownToTheEnd() ? round.timing().secondsLeft() : round.phase().secondsLeft();
        return Optional.of(seconds).filter(s -> !Double.isNaN(s)).map(s -> Figures.duration(s) + " left");
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

    /** Losses, and bits per dimension of the likelihood that matters more, where there is one. */
    private List<String> losses() {
        boolean trains = round.phase().isLikelihood();
        String train =
                (trains ? "train " : "match ") + Figures.nats(round.phase().loss());
        if (evaluated.isEmpty()) {
            return trains
                    ? List.of(train + " nats", bits(round, round.likelihood().train()))
                    : List.of(train);
        }
        RoundRecord newest = evaluated.get();
        double nats = newest.likelihood().validation().orElseThrow().mean();
        return List.of(train + " val " + Figures.nats(nats) + " nats", bits(newest, nats));
    }

    private static String bits(RoundRecord of, double nats) {
        return Figures.nats(of.likelihood().bitsPerDimension(nats)) + " b/d";
    }
}
