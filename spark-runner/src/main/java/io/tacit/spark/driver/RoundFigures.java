package io.tacit.spark.driver;

import io.tacit.core.train.Sums;
import io.tacit.spark.average.RoundTally;
import io.tacit.spark.config.Aim;
import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.worker.ShardSums;
import java.util.Optional;

/**
 * The figures of a round, from results and clock.
 *
 * @param parallel workers that compute at the same time
 */
record RoundFigures(TrainingData data, int parallel, double learningRate) {
    private static final double NANOS = 1e9;

    RoundRecord of(
            RunState after, RoundTally tally, Optional<ShardSums> validation, Stopwatch watch, Stopping stopping) {
        double perRound = watch.secondsPerRound(after);
        double pace = watch.isWarm(after) ? perRound : Double.NaN;
        return new RoundRecord(
                after.finished(),
                stopping.expectedRounds(after, perRound),
                phase(after, tally, stopping, pace),
                new RoundRecord.Timing(
                        after.seconds(),
                        stopping.secondsLeft(after, pace),
                        tally.examples() / Math.max(watch.roundSeconds(), 1 / NANOS),
                        syncShare(tally, watch.roundSeconds()),
                        tally.spent().nanos().stream().map(n -> n / NANOS).toList()),
                new RoundRecord.Examples(
                        after.examples(), tally.examples(), tally.rejected().size()),
                new RoundRecord.Likelihood(
                        data.dimension(),
                        isLikelihood(after, stopping) ? tally.sums().mean() : Double.NaN,
                        data.logDerivative(),
                        validation.map(v -> estimate(v.sums()))),
                effort(tally),
                learningRate);
    }

    private static RoundRecord.Phase phase(RunState after, RoundTally tally, Stopping stopping, double pace) {
        int index = after.next().phase().index();
        return new RoundRecord.Phase(
                index + 1,
                stopping.phases().size(),
                stopping.phases().get(index).aim().text(),
                tally.sums().mean(),
                stopping.phaseSecondsLeft(after, pace));
    }

    private static boolean isLikelihood(RunState after, Stopping stopping) {
        return stopping.phases().get(after.next().phase().index()).aim() instanceof Aim.Likelihood;
    }

    /**
     * 1 - busy / wall. Some worker computed for at least as long as the slowest one did, and as all of them together did
     * on as many slots as work at once.
     */
    private double syncShare(RoundTally tally, double wallSeconds) {
        double busy =
                Math.max(tally.spent().slowestNanos(), (double) tally.spent().allNanos() / parallel) / NANOS;
        return Math.max(0, 1 - busy / Math.max(wallSeconds, 1 / NANOS));
    }

    private static RoundRecord.Effort effort(RoundTally tally) {
        RoundTally.Spent spent = tally.spent();
        double seen = Math.max(1, tally.sums().count() + spent.rejectedRecords());
        return new RoundRecord.Effort(
                spent.forward().evaluations() / seen,
                spent.backward().evaluations() / seen,
                spent.forward().accepted(),
                spent.forward().rejected());
    }

    /** Of the measure that training goes by. */
    static Estimate estimate(Sums sums) {
        return sums.first()
                .map(measure -> Estimate.ofSums(measure, sums.count()))
                .orElseGet(() -> Estimate.ofSums(0, 0, 0));
    }
}
