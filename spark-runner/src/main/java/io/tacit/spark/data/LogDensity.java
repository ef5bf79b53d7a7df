package io.tacit.spark.data;

import java.io.Serializable;

/** A density that can be asked for many records at once. One thread uses one of these. */
@FunctionalInterface
public interface LogDensity extends AutoCloseable {
    /**
     * The log-densities of n records.
     *
     * @param rows n × D standardised values, one record after the other; an infinite one stands for what no double can hold
     */
    Scores of(double[] rows, int n);

    /** Frees what the density holds. */
    @Override
    default void close() {}

    /** Travels to executors and gives every task a density of its own. */
    @FunctionalInterface
    interface Source extends Serializable {
        LogDensity open();
    }
}
