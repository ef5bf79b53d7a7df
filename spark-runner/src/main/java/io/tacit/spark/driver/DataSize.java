package io.tacit.spark.driver;

import io.tacit.spark.config.WatchConfig;

/**
 * How many records there are.
 *
 * @param dimension numbers in a record
 */
record DataSize(int dimension, long training, long validation) {

    /** What would have no effect is an error. */
    void demandValidation(WatchConfig watch) {
        boolean asked = watch.patience().isPresent() || watch.target().isPresent();
        if (asked && validation == 0) {
            throw new IllegalArgumentException(
                    "training.patience and training.target need validation records, but there"
                            + " are none; raise data.split.validation or leave them out");
        }
    }
}
