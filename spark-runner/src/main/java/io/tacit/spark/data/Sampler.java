package io.tacit.spark.data;

import java.io.Serializable;

/** Draws records from a density. One thread uses one of these. */
@FunctionalInterface
public interface Sampler extends AutoCloseable {
    /**
     * The samples with numbers {@code first, ..., first + n - 1}: n × D standardised values. A sample depends on its number
     * alone, so that it is the same however samples are grouped.
     */
    float[] draw(long first, int n);

    /** Frees what the sampler holds. */
    @Override
    default void close() {}

    /** Travels to executors and gives every task a sampler of its own. */
    @FunctionalInterface
    interface Source extends Serializable {
        Sampler open();
    }
}
