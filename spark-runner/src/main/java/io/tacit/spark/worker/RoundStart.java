package io.tacit.spark.worker;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;

/**
 * What workers are given at the start of a round.
 *
 * @param round from 1
 * @param firstStep local steps that each worker has made in the rounds before
 * @param phase that the round is part of
 * @param seconds after which a worker begins no further local step; infinite where the clock has no say
 * @param optimizer common state of the inner optimizer
 * @param workerStates what workers remember themselves
 */
public record RoundStart(
        int round,
        long firstStep,
        PhaseStart phase,
        double seconds,
        FlatVector theta,
        OptimizerState optimizer,
        WorkerStates workerStates) {

    public RoundStart {
        if (round < 1 || firstStep < 0 || !(seconds >= 0)) {
            throw new IllegalArgumentException(
                    "round, firstStep and seconds: expected round >= 1, firstStep >= 0 and seconds >= 0, got " + round
                            + ", " + firstStep + ", " + seconds);
        }
    }

    /** Where only steps count, of a training that has one phase. */
    public RoundStart(
            int round, long firstStep, FlatVector theta, OptimizerState optimizer, WorkerStates workerStates) {
        this(round, firstStep, PhaseStart.ENDLESS, Double.POSITIVE_INFINITY, theta, optimizer, workerStates);
    }

    /** Where nobody remembers anything either. */
    public RoundStart(int round, long firstStep, FlatVector theta, OptimizerState optimizer) {
        this(round, firstStep, theta, optimizer, WorkerStates.EMPTY);
    }

    /** The state that a worker's optimizer begins with. */
    OptimizerState optimizer(WorkerState workerState) {
        return workerState.optimizer().orElse(optimizer);
    }

    /** Local steps that each worker has made in the phase. */
    public long stepsInPhase() {
        return firstStep - phase.firstStep();
    }

    /** The same with another common state. */
    public RoundStart with(OptimizerState other) {
        return new RoundStart(round, firstStep, phase, seconds, theta, other, workerStates);
    }

    /** The same with the worker states elsewhere. */
    public RoundStart with(WorkerStates others) {
        return new RoundStart(round, firstStep, phase, seconds, theta, optimizer, others);
    }

    /** The same in another phase. */
    public RoundStart in(PhaseStart other) {
        return new RoundStart(round, firstStep, other, seconds, theta, optimizer, workerStates);
    }

    /** The same with so much time. */
    public RoundStart within(double limit) {
        return new RoundStart(round, firstStep, phase, limit, theta, optimizer, workerStates);
    }

    /** The start of the round after this one, of {@code steps} local steps, with the worker states as this round leaves them. */
    public RoundStart next(int steps, FlatVector moved, OptimizerState state) {
        return new RoundStart(
                round + 1, firstStep + steps, phase, Double.POSITIVE_INFINITY, moved, state, new WorkerStates.Kept());
    }
}
