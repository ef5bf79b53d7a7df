package io.tacit.spark.data;

import io.tacit.core.data.Scaling;
import io.tacit.core.data.Split;
import io.tacit.spark.config.EvaluatedRecords;
import java.util.Map;

/**
 * How a table becomes shards.
 *
 * @param split into training, validation and test. It goes by the id, so records of one id stay together; records that
 *     are identified by their content are divided each for itself, equal ones too
 * @param workers W, logical workers; independent of the number of executors
 * @param steps of columns to dequantise: their values are multiples of the step, and are spread over [x, x + step)
 * @param evaluated how many of the records for validation and test are kept: those that figures are of
 */
public record DataPlan(
        RecordColumns columns,
        BadRecordPolicy badRecords,
        Split split,
        Scaling scaling,
        int workers,
        Map<String, Double> steps,
        EvaluatedRecords evaluated) {

    public DataPlan {
        steps = Map.copyOf(steps);
        if (workers < 1) {
            throw new IllegalArgumentException("workers: expected a number >= 1, got " + workers);
        }
    }

    /** Without dequantised columns, and with figures of all records. */
    public DataPlan(RecordColumns columns, BadRecordPolicy badRecords, Split split, Scaling scaling, int workers) {
        this(columns, badRecords, split, scaling, workers, Map.of(), EvaluatedRecords.ALL);
    }

    /** For who must write nothing. */
    public DataPlan droppingBadRecords() {
        return new DataPlan(columns, new BadRecordPolicy.Drop(), split, scaling, workers, steps, evaluated);
    }
}
