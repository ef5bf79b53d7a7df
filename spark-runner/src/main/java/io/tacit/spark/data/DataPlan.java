package io.tacit.spark.data;

import io.tacit.core.data.Split;

/**
 * How a table becomes shards.
 *
 * @param split into training, validation and test. It goes by the id, so records of one id stay together; records that
 *     are identified by their content are divided each for itself, equal ones too
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
