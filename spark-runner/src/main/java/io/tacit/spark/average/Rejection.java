package io.tacit.spark.average;

import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.worker.WorkerResult;
import java.util.Map;
import java.util.Optional;

/**
 * A contribution that was left out of the average.
 *
 * @param worker its rank, which is also the number of its partition
 * @param reason for example {@code parameter 17 is NaN}
 */
public record Rejection(int worker, String reason) {

    @Override
    public String toString() {
        return "worker " + worker + ": " + reason;
    }

    /** What is wrong with a result, if anything. A worker that had no records at all is not to blame. */
    static Optional<Rejection> of(WorkerResult result) {
        return unusable(result).map(reason -> new Rejection(result.worker(), reason));
    }

    private static Optional<String> unusable(WorkerResult result) {
        int bad = result.theta().firstNonFinite();
        if (bad >= 0) {
            return Optional.of("parameter " + bad + " is " + result.theta().get(bad));
        }
        for (Map.Entry<String, FlatVector> moment : result.optimizer().moments().entrySet()) {
            int at = moment.getValue().firstNonFinite();
            if (at >= 0) {
                return Optional.of("element " + at + " of the optimizer's " + moment.getKey() + " is "
                        + moment.getValue().get(at));
            }
        }
        long left = result.work().rejectedRecords();
        return result.examples() == 0 && left > 0
                ? Optional.of("no step had a finite loss and gradient (" + left + " records)")
                : Optional.empty();
    }
}
