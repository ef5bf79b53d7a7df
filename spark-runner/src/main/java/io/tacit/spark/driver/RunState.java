package io.tacit.spark.driver;

import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.average.OuterState;
import io.tacit.spark.worker.PhaseStart;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.WorkerStates;
import java.util.Optional;

/**
 * Where training stands between two rounds.
 *
 * @param next the start of the round to come
 * @param outer what the driver's own step remembers
 * @param examples that all workers together have used
 * @param seconds since the start of training, over all resumptions
 * @param placing θ by whose solves records were last distributed; empty where they are where their ids put them
 */
record RunState(
        RoundStart next,
        OuterState outer,
        long examples,
        double seconds,
        BestSoFar watch,
        Optional<FlatVector> placing) {

    static RunState initial(RoundStart first) {
        return new RunState(first, OuterState.NOTHING, 0, 0, BestSoFar.NOTHING_YET, Optional.empty());
    }

    /** With the worker states. */
    RunState with(WorkerStates workerStates) {
        return new RunState(next.with(workerStates), outer, examples, seconds, watch, placing);
    }

    /** After an evaluation. */
    RunState with(BestSoFar seen) {
        return new RunState(next, outer, examples, seconds, seen, placing);
    }

    /** In another phase. */
    RunState in(PhaseStart phase) {
        return new RunState(next.in(phase), outer, examples, seconds, watch, placing);
    }

    /** With other optimizers. */
    RunState with(RoundStart start, OuterState other) {
        return new RunState(start, other, examples, seconds, watch, placing);
    }

    /** Records are distributed by the θ of now. */
    RunState placed() {
        return new RunState(next, outer, examples, seconds, watch, Optional.of(theta()));
    }

    /** Rounds finished. */
    int finished() {
        return next.round() - 1;
    }

    FlatVector theta() {
        return next.theta();
    }

    /** The parameters to be used: the running mean where one is kept. */
    FlatVector model() {
        return outer.ema().orElse(theta());
    }
}
