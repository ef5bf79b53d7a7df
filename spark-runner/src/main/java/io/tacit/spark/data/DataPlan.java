package io.tacit.spark.data;

/**
 * How a table becomes shards.
 *
 * @param workers W, logical workers; independent of the number of executors
 * @param seed of the division into train, validation and test
 */
public record DataPlan(RecordColumns columns, BadRecordPolicy badRecords, SplitShares split, int workers, long seed) {

    public DataPlan {
        if (workers < 1) {
            throw new IllegalArgumentException("workers: expected a number >= 1, got " + workers);
        }
    }
}
