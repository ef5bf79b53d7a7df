package io.tacit.core.train;

import io.tacit.core.optim.Optimizer;
import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import java.io.Serializable;

/** What moves while training: parameters and what the optimizer remembers. */
public record TrainingState(FlatVector theta, OptimizerState optimizer) implements Serializable {

    public static TrainingState start(FlatVector theta, Optimizer optimizer) {
        return new TrainingState(theta, optimizer.init(theta));
    }
}
