package io.tacit.spark.worker;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.core.train.Sums;
import io.tacit.spark.compress.Compressed;
import io.tacit.spark.compress.DenseVector;

/**
 * What one logical worker hands back after its work of a round.
 *
 * @param worker rank of the logical worker, from 0
 * @param attempt which attempt of the task this was, from 0
 * @param examples examples that the local steps used: the weight in the average
 * @param sent parameters after the local steps; with compression, how far they moved; or the mean gradient of one step
 * @param precision of the vector that was sent
 * @param optimizer state of the inner optimizer where it is averaged, else its number of updates alone
 * @param sums over the examples that the local steps saw
 * @param nanos time of computing, in nanoseconds
 * @param workerState what the worker wants to be given in the next round
 */
public record WorkerResult(
        int worker,
        int attempt,
        long examples,
        Compressed sent,
        Precision precision,
        OptimizerState optimizer,
        Sums sums,
        long nanos,
        WorkerState workerState) {

    public WorkerResult {
        if (worker < 0 || attempt < 0 || examples < 0) {
            throw new IllegalArgumentException("worker, attempt and examples: expected 0 or more, got " + worker + ", "
                    + attempt + ", " + examples);
        }
    }

    /** Of a vector that is sent as it is, by a worker that remembers nothing. */
    public WorkerResult(
            int worker,
            int attempt,
            long examples,
            FlatVector vector,
            OptimizerState optimizer,
            Sums sums,
            long nanos) {
        this(
                worker,
                attempt,
                examples,
                new DenseVector(vector),
                vector.precision(),
                optimizer,
                sums,
                nanos,
                WorkerState.EMPTY);
    }

    /** What was sent, as whoever averages it sees it. */
    public FlatVector vector() {
        return sent.restore(precision);
    }

    /** The same, with the worker state left where it is. */
    public WorkerResult with(WorkerState other) {
        return new WorkerResult(worker, attempt, examples, sent, precision, optimizer, sums, nanos, other);
    }

    /** Records left out of the work: their loss or gradient was not finite. */
    public long rejectedRecords() {
        return sums.count() + sums.failed() - examples;
    }

    /** All of it but the vectors. */
    public WorkerReport report() {
        return WorkerReport.of(this);
    }
}
