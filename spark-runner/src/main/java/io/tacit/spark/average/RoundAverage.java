package io.tacit.spark.average;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import java.util.List;

/**
 * What the workers found together.
 *
 * @param mean weighted mean of their θ, or of their gradients; where nothing could be used, θ as it was before
 * @param optimizers with which the next round begins: one for all workers, or one for each
 */
public record RoundAverage(FlatVector mean, List<OptimizerState> optimizers, RoundTally tally) {
    public RoundAverage {
        optimizers = List.copyOf(optimizers);
    }
}
