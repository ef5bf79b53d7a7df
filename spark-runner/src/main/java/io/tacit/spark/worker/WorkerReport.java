package io.tacit.spark.worker;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.text.Counted;
import io.tacit.core.train.Sums;
import java.util.Map;
import java.util.Optional;

/**
 * What a worker has to say of a round beside its vectors; a few hundred bytes.
 *
 * @param attempt which attempt of the task this was, from 0
 * @param examples that the local steps used: the weight in the average
 * @param optimizerStep updates that the worker's inner optimizer has made
 * @param sums over the examples that the local steps saw
 * @param nanos time of computing, in nanoseconds
 * @param flaw why its vectors are of no use, for example {@code parameter 17 is NaN}
 */
public record WorkerReport(
        int worker, int attempt, long examples, long optimizerStep, Sums sums, long nanos, Optional<String> flaw) {

    static WorkerReport of(WorkerResult result) {
        return new WorkerReport(
                result.worker(),
                result.attempt(),
                result.examples(),
                result.optimizer().step(),
                result.sums(),
                result.nanos(),
                flaw(result));
    }

    /** Whether its vectors belong into the average. */
    public boolean contributes() {
        return flaw.isEmpty() && examples > 0;
    }

    /** Records left out of the work: their loss or gradient was not finite. */
    public long rejectedRecords() {
        return sums.count() + sums.failed() - examples;
    }

    /** A worker that had no records at all is not to blame. */
    private static Optional<String> flaw(WorkerResult result) {
        FlatVector vector = result.vector();
        int bad = vector.firstNonFinite();
        if (bad >= 0) {
            return Optional.of("parameter " + bad + " is " + vector.get(bad));
        }
        for (Map.Entry<String, FlatVector> moment : result.optimizer().moments().entrySet()) {
            int at = moment.getValue().firstNonFinite();
            if (at >= 0) {
                return Optional.of("element " + at + " of the optimizer's " + moment.getKey() + " is "
                        + moment.getValue().get(at));
            }
        }
        long left = result.rejectedRecords();
        return result.examples() == 0 && left > 0
                ? Optional.of("no step had a finite loss and gradient (" + Counted.of(left, "record") + ")")
                : Optional.empty();
    }
}
