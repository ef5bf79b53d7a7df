package io.tacit.spark.data;

import io.tacit.core.data.Split;

/**
 * How a table becomes shards.
 *
 * @param split into training, validation and test. It goes by the id as read, so records of equal id (or equal content,
 *     where that is the id) stay together: nothing held out was trained on
 * @param workers W, logical workers; independent of the number of executors
 */
public record DataPlan(RecordColumns columns, BadRecordPolicy badRecords, Split split, Scaling scaling, int workers) {

    public DataPlan {
        if (workers < 1) {
            throw new IllegalArgumentException("workers: expected a number >= 1, got " + workers);
        }
    }

    /** For who must write nothing. */
    public DataPlan droppingBadRecords() {
        return new DataPlan(columns, new BadRecordPolicy.Drop(), split, scaling, workers);
    }
}
