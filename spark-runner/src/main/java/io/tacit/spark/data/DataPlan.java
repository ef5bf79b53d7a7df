package io.tacit.spark.data;

import io.tacit.core.data.Split;
import java.util.Map;

/**
 * How a table becomes shards.
 *
 * @param split into training, validation and test. It goes by the id, so records of one id stay together; records that
 *     are identified by their content are divided each for itself, equal ones too
 * @param workers W, logical workers; independent of the number of executors
 * @param steps of columns to dequantise: their values are multiples of the step, and are spread over [x, x + step)
 */
public record DataPlan(
        RecordColumns columns,
        BadRecordPolicy badRecords,
        Split split,
        Scaling scaling,
        int workers,
        Map<String, Double> steps) {

    public DataPlan {
        steps = Map.copyOf(steps);
        if (workers < 1) {
            throw new IllegalArgumentException("workers: expected a number >= 1, got " + workers);
        }
    }

    /** Without dequantised columns. */
    public DataPlan(RecordColumns columns, BadRecordPolicy badRecords, Split split, Scaling scaling, int workers) {
        this(columns, badRecords, split, scaling, workers, Map.of());
    }

    /** For who must write nothing. */
    public DataPlan droppingBadRecords() {
        return new DataPlan(columns, new BadRecordPolicy.Drop(), split, scaling, workers, steps);
    }
}
