package io.tacit.spark.driver;

import io.tacit.spark.average.RoundAverage;
import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.worker.LossSums;
import io.tacit.spark.worker.ShardLoss;
import io.tacit.spark.worker.WorkCounters;
import java.util.Optional;

/**
 * The figures of a round, from results and clock.
 *
 * @param parallel workers that compute at the same time
 */
record RoundFigures(int dimension, int parallel, double learningRate) {
    private static final double NANOS = 1e9;

    RoundRecord of(
            RunState after, RoundAverage average, Optional<ShardLoss> validation, Stopwatch watch, Stopping stopping) {
        double perRound = watch.secondsPerRound(after);
        return new RoundRecord(
                after.finished(),
                stopping.expectedRounds(after, perRound),
                new RoundRecord.Timing(
                        after.seconds(),
                        stopping.secondsLeft(after, perRound),
                        average.examples() / Math.max(watch.roundSeconds(), 1 / NANOS),
                        syncShare(average, watch.roundSeconds())),
                new RoundRecord.Examples(
                        after.examples(), average.examples(), average.rejected().size()),
                new RoundRecord.Likelihood(dimension, average.loss().mean(), validation.map(v -> estimate(v.loss()))),
                effort(average),
                learningRate);
    }

    /**
     * 1 - busy / wall. Some worker computed for at least as long as the slowest one did, and as all of them together did
     * on as many slots as work at once.
     */
    private double syncShare(RoundAverage average, double wallSeconds) {
        double busy = Math.max(average.slowestNanos(), (double) average.work().nanos() / parallel) / NANOS;
        return Math.max(0, 1 - busy / Math.max(wallSeconds, 1 / NANOS));
    }

    private static RoundRecord.Effort effort(RoundAverage average) {
        WorkCounters work = average.work();
        double seen = Math.max(1, average.loss().count() + work.rejectedRecords());
        return new RoundRecord.Effort(
                work.nfeForward() / seen, work.nfeBackward() / seen, work.accepted(), work.rejected());
    }

    static Estimate estimate(LossSums loss) {
        return Estimate.ofSums(loss.sum(), loss.sumOfSquares(), loss.count());
    }
}
