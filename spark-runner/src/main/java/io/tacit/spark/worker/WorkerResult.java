package io.tacit.spark.worker;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.compress.Compressed;
import io.tacit.spark.compress.DenseVector;
import java.util.List;

/**
 * What one logical worker hands back after its work of a round.
 *
 * @param worker rank of the logical worker, from 0
 * @param attempt which attempt of the task this was, from 0
 * @param examples examples that the local steps used: the weight in the average
 * @param sent parameters after the local steps; with compression, how far they moved; or the mean gradient of one step
 * @param precision of the vector that was sent
 * @param optimizer state of the inner optimizer where it is averaged, else its number of updates alone
 * @param advice of solves that failed
 * @param memory what the worker wants to be given in the next round
 */
public record WorkerResult(
        int worker,
        int attempt,
        long examples,
        Compressed sent,
        Precision precision,
        OptimizerState optimizer,
        LossSums loss,
        WorkCounters work,
        List<String> advice,
        WorkerMemory memory) {

    public WorkerResult {
        advice = List.copyOf(advice);
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
            LossSums loss,
            WorkCounters work,
            List<String> advice) {
        this(
                worker,
                attempt,
                examples,
                new DenseVector(vector),
                vector.precision(),
                optimizer,
                loss,
                work,
                advice,
                WorkerMemory.EMPTY);
    }

    /** What was sent, as whoever averages it sees it. */
    public FlatVector vector() {
        return sent.restore(precision);
    }

    /** The same, with the memory left where it is. */
    public WorkerResult with(WorkerMemory other) {
        return new WorkerResult(worker, attempt, examples, sent, precision, optimizer, loss, work, advice, other);
    }

    /** All of it but the vectors. */
    public WorkerReport report() {
        return WorkerReport.of(this);
    }
}
