package io.tacit.spark.worker;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import java.util.Optional;

/**
 * What a worker keeps to itself from one round to the next.
 *
 * @param optimizer its inner optimizer's state, where states are not averaged
 * @param residual what compression has left out of all it has sent, where that is made up for
 */
public record WorkerState(Optional<OptimizerState> optimizer, Optional<FlatVector> residual) {
    /** Before the first round, or of a worker that needs none. */
    public static final WorkerState EMPTY = new WorkerState(Optional.empty(), Optional.empty());
}
