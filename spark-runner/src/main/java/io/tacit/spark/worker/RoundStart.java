package io.tacit.spark.worker;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import java.util.List;

/**
 * What workers are given at the start of a round.
 *
 * @param round from 1
 * @param firstStep local steps that each worker has made in the rounds before
 * @param optimizers states of the inner optimizer: one for all workers, or one for each by rank
 */
public record RoundStart(int round, long firstStep, FlatVector theta, List<OptimizerState> optimizers) {

    public RoundStart {
        optimizers = List.copyOf(optimizers);
        if (round < 1 || firstStep < 0 || optimizers.isEmpty()) {
            throw new IllegalArgumentException(
                    "round, firstStep, optimizers: expected round >= 1, firstStep >= 0 and at"
                            + " least one state, got " + round + ", " + firstStep + ", " + optimizers.size()
                            + " states");
        }
    }

    /** The state that a worker begins with. */
    public OptimizerState optimizer(int worker) {
        return optimizers.get(optimizers.size() == 1 ? 0 : worker);
    }

    /** The same with other states. */
    public RoundStart with(List<OptimizerState> others) {
        return new RoundStart(round, firstStep, theta, others);
    }

    /** The start of the round after this one, of {@code steps} local steps. */
    public RoundStart next(int steps, FlatVector theta, List<OptimizerState> optimizers) {
        return new RoundStart(round + 1, firstStep + steps, theta, optimizers);
    }
}
