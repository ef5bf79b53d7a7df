package io.tacit.spark.data;

import java.util.Arrays;

/**
 * Records on their way from the task that read them to their worker.
 *
 * @param features D, numbers in a record
 * @param ids n ids as read: equal records have equal ids
 * @param rows n × D raw values, one record after the other
 * @param times how often each of the n records is there; empty where each is there once
 * @param flaws records left out, by column and {@link CellFlaw}, as {@link Tally} counts them; or none
 */
public record RecordBlock(int features, long[] ids, double[] rows, long[] times, long[] flaws) {

    public RecordBlock {
        if (rows.length != (long) ids.length * features) {
            throw new IllegalArgumentException("rows: expected " + ids.length + " records of " + features
                    + " values, got " + rows.length + " values");
        }
        if (times.length != 0 && times.length != ids.length) {
            throw new IllegalArgumentException(
                    "times: expected none or one for each of " + ids.length + " records, got " + times.length);
        }
    }

    RecordBlock with(long[] flawsFound) {
        return new RecordBlock(features, ids, rows, times, flawsFound);
    }

    /** How often record {@code i} is there. */
    long times(int i) {
        return times.length == 0 ? 1 : times[i];
    }

    /** By bits of the values. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RecordBlock that
                && features == that.features
                && Arrays.equals(ids, that.ids)
                && Arrays.equals(rows, that.rows)
                && Arrays.equals(times, that.times)
                && Arrays.equals(flaws, that.flaws);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rows) + 31 * (Arrays.hashCode(ids) + 31 * Arrays.hashCode(flaws));
    }

    @Override
    public String toString() {
        return ids.length + " records of " + features + " values";
    }
}
