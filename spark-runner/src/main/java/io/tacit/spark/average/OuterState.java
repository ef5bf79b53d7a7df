package io.tacit.spark.average;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import java.util.Map;
import java.util.Optional;

/**
 * What the driver itself remembers from one round to the next.
 *
 * @param optimizer of the outer optimizer; without moments where there is none
 * @param ema running mean of θ over the rounds, once there was a round, where one is kept
 */
public record OuterState(OptimizerState optimizer, Optional<FlatVector> ema) {
    public static final OuterState NOTHING = new OuterState(new OptimizerState(0, Map.of()), Optional.empty());
}
