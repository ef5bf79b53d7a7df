package io.tacit.spark.worker;

import java.util.Arrays;

/**
 * The records of one logical worker, ordered by id.
 *
 * @param worker rank of the worker
 * @param features D, numbers in a record
 * @param ids n stable record ids, ascending
 * @param rows n × D standardised values, one record after the other
 */
public record WorkerShard(int worker, int features, long[] ids, float[] rows) {

    public WorkerShard {
        if (rows.length != (long) ids.length * features) {
            throw new IllegalArgumentException("rows: expected " + ids.length + " records of " + features
                    + " values, got " + rows.length + " values");
        }
    }

    /** n, which may be 0. */
    public int examples() {
        return ids.length;
    }

    /** By bits of the values. */
    @Override
    public boolean equals(Object other) {
        return other instanceof WorkerShard that
                && worker == that.worker
                && features == that.features
                && Arrays.equals(ids, that.ids)
                && Arrays.equals(rows, that.rows);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rows) + 31 * (Arrays.hashCode(ids) + 31 * worker);
    }

    @Override
    public String toString() {
        return "worker " + worker + ": " + ids.length + " records of " + features + " values";
    }
}
