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
 * @param scale of records and loss
 * @param placement is given the θ by whose solves the records are distributed
 */
record TrainingData(
        int dimension,
        long training,
        long validation,
        double logDerivative,
        Scale scale,
        Consumer<FlatVector> placement) {

    /** Whether it is known what loss a simple model has. */
    enum Scale {
        /** The loss is that of a density, of records with mean 0 and variance 1. */
        STANDARD_DENSITY,
        /** The loss is that of a density, of other records. */
        DENSITY,
        UNKNOWN
    }

    TrainingData(int dimension, long training, long validation, double logDerivative, Consumer<FlatVector> placement) {
        this(dimension, training, validation, logDerivative, Scale.UNKNOWN, placement);
    }

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
