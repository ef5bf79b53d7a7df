package io.tacit.spark.worker;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;

/**
 * What workers are given at the start of a round.
 *
 * @param round from 1
 * @param firstStep local steps that each worker has made in the rounds before
 * @param optimizer common state of the inner optimizer
 * @param memories what workers remember themselves
 */
public record RoundStart(int round, long firstStep, FlatVector theta, OptimizerState optimizer, Memories memories) {

    public RoundStart {
        if (round < 1 || firstStep < 0) {
            throw new IllegalArgumentException(
                    "round and firstStep: expected round >= 1 and firstStep >= 0, got " + round + ", " + firstStep);
        }
    }

    /** Where nobody remembers anything. */
    public RoundStart(int round, long firstStep, FlatVector theta, OptimizerState optimizer) {
        this(round, firstStep, theta, optimizer, Memories.EMPTY);
    }

    /** The state that a worker's optimizer begins with. */
    public OptimizerState optimizer(WorkerMemory memory) {
        return memory.optimizer().orElse(optimizer);
    }

    /** The same with another common state. */
    public RoundStart with(OptimizerState other) {
        return new RoundStart(round, firstStep, theta, other, memories);
    }

    /** The same with the memories elsewhere. */
    public RoundStart with(Memories others) {
        return new RoundStart(round, firstStep, theta, optimizer, others);
    }

    /** The start of the round after this one, of {@code steps} local steps, with the memories as this round leaves them. */
    public RoundStart next(int steps, FlatVector theta, OptimizerState optimizer) {
        return new RoundStart(round + 1, firstStep + steps, theta, optimizer, new Memories.Kept());
    }
}
