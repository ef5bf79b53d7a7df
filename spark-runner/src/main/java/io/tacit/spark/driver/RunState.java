package io.tacit.spark.driver;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.worker.RoundStart;
import java.util.List;

/**
 * Where training stands between two rounds.
 *
 * @param next the start of the round to come
 * @param examples that all workers together have used
 * @param seconds since the start of training, over all resumptions
 */
record RunState(RoundStart next, long examples, double seconds, Watch watch) {

    static RunState initial(FlatVector theta, OptimizerState optimizer) {
        return new RunState(new RoundStart(1, 0, theta, List.of(optimizer)), 0, 0, Watch.NOTHING_YET);
    }

    /** Rounds finished. */
    int finished() {
        return next.round() - 1;
    }

    FlatVector theta() {
        return next.theta();
    }
}
