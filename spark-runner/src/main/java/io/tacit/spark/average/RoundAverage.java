package io.tacit.spark.average;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;

/**
 * What the workers found together.
 *
 * @param mean weighted mean of their θ, or of their gradients; where nothing could be used, θ as it was before
 * @param optimizer with which the next round begins
 */
public record RoundAverage(FlatVector mean, OptimizerState optimizer, RoundTally tally) {}
