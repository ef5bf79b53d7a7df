package io.tacit.spark.average;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.worker.LossSums;
import io.tacit.spark.worker.WorkCounters;
import java.util.List;

/**
 * What the workers found together.
 *
 * @param theta their weighted mean; as before the round where nothing could be used
 * @param optimizers with which the next round begins: one for all workers, or one for each
 * @param contributors workers whose results are in the mean
 * @param examples in the mean
 * @param loss sums over the examples of the round
 * @param slowestNanos longest time that one worker computed
 * @param rejected contributions left out, in rank order
 * @param advice of failed solves
 */
public record RoundAverage(
        FlatVector theta,
        List<OptimizerState> optimizers,
        int contributors,
        long examples,
        LossSums loss,
        WorkCounters work,
        long slowestNanos,
        List<Rejection> rejected,
        List<String> advice) {
    public RoundAverage {
        optimizers = List.copyOf(optimizers);
        rejected = List.copyOf(rejected);
        advice = List.copyOf(advice);
    }
}
