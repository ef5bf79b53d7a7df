package io.tacit.spark.worker;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import java.io.Serializable;
import java.util.List;

/**
 * What one logical worker hands back after its local steps of a round.
 *
 * @param worker rank of the logical worker, from 0
 * @param attempt which attempt of the task this was, from 0
 * @param examples examples that the local steps used: the weight in the average
 * @param theta parameters after the local steps, or the mean gradient of one step, as {@link WorkPlan} says
 * @param optimizer state of the inner optimizer after the local steps
 * @param advice of solves that failed
 */
public record WorkerResult(
        int worker,
        int attempt,
        long examples,
        FlatVector theta,
        OptimizerState optimizer,
        LossSums loss,
        WorkCounters work,
        List<String> advice)
        implements Serializable {

    public WorkerResult {
        advice = List.copyOf(advice);
        if (worker < 0 || attempt < 0 || examples < 0) {
            throw new IllegalArgumentException("worker, attempt and examples: expected 0 or more, got " + worker + ", "
                    + attempt + ", " + examples);
        }
    }

    /** All of it but the vectors. */
    public WorkerReport report() {
        return WorkerReport.of(this);
    }
}
