package io.tacit.spark.driver;

import io.tacit.spark.config.AveragingConfig.Averaged;
import io.tacit.spark.config.PhaseConfig;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.metrics.Figures;
import io.tacit.spark.metrics.RoundRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How many local steps rounds should have had, by what the rounds of a training took: many enough for what is not work to be a twentieth. That is
 * told and not done, since the number of local steps decides the result, and the clock must not.
 */
record SyncAdvice(TrainingConfig config) {
    private static final double WORTH_SAYING = 0.2;
    private static final double WANTED = 0.05;
    /** Of a phase, before machines are warm. */
    private static final int FIRST = 3;

    private static final int ENOUGH = 8;

    /** A sentence for each phase that would gain. */
    List<String> of(List<RoundRecord> rounds) {
        return IntStream.range(0, config.phases().size())
                .mapToObj(phase -> of(config.phases().get(phase), ofPhase(rounds, phase + 1)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<RoundRecord> ofPhase(List<RoundRecord> rounds, int number) {
        return rounds.stream()
                .filter(round -> round.phase().number() == number)
                .skip(FIRST)
                .toList();
    }

    private Optional<String> of(PhaseConfig phase, List<RoundRecord> rounds) {
        if (rounds.size() < ENOUGH || config.averaging().averaged() == Averaged.GRADIENTS) {
            return Optional.empty();
        }
        double[] shares = rounds.stream()
                .mapToDouble(round -> round.timing().syncShare())
                .sorted()
                .toArray();
        double share = shares[shares.length / 2];
        int steps = phase.work().localSteps();
        return share < WORTH_SAYING
                ? Optional.empty()
                : Optional.of(phase.aim().text() + ": " + Figures.percent(share)
                        + " of a round was not work; with " + enough(steps, share)
                        + " local steps a round in place of " + steps
                        + " (--local-steps, and fewer rounds) it would be about " + Figures.percent(WANTED));
    }

    /** The next power of two that makes the share small. */
    private static long enough(int steps, double share) {
        double needed = steps * share / (1 - share) * (1 - WANTED) / WANTED;
        return Math.max(2L * steps, Long.highestOneBit((long) Math.ceil(needed) - 1) << 1);
    }
}
