package io.tacit.spark.driver;

import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.config.WatchConfig;
import io.tacit.spark.metrics.RoundRecord;
import java.util.function.Consumer;

/**
 * How many records there are, and what distributes those of training anew.
 *
 * @param dimension numbers in a record
 * @param logDerivative mean of {@code log |dz/dx|} over the training records, see {@link RoundRecord.Likelihood}
 * @param placement is given the θ by whose solves the records are distributed
 */
record TrainingData(
        int dimension, long training, long validation, double logDerivative, Consumer<FlatVector> placement) {

    /** What would have no effect is an error. */
    void demandValidation(WatchConfig watch) {
        boolean asked = watch.patience().isPresent() || watch.target().isPresent();
        if (asked && validation == 0) {
            throw new IllegalArgumentException(
                    "training.patience and training.target need validation records, but there"
                            + " are none; raise data.split.validation or leave them out");
        }
    }

    /** Distributes the training records over the workers so that solving them with θ costs all alike. */
    void place(FlatVector theta) {
        placement.accept(theta);
    }
}
