package io.tacit.spark.driver;

import io.tacit.core.tensor.FlatVector;

/**
 * What the loop of rounds ended with.
 *
 * @param last where training can go on
 */
record Trained(Ending ending, Kept kept, RunState last) {

    /** The parameters of the model that is kept. */
    FlatVector theta() {
        return kept.theta();
    }
}
