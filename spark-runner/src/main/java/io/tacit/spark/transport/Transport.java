package io.tacit.spark.transport;

import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.average.RoundAverage;
import io.tacit.spark.worker.Question;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.ShardSums;
import io.tacit.spark.worker.WorkerState;
import java.util.List;
import java.util.Map;

/**
 * Brings θ to all logical workers and what they found back. The work itself, a {@link io.tacit.spark.worker.WorkPlan}, is known from
 * the beginning. Whatever the transport, the bits are the same.
 */
public interface Transport extends AutoCloseable {

    /** One round of training: every worker works from the same start, and what they send is averaged, each once. */
    RoundAverage round(RoundStart start);

    /**
     * What workers remember when a round begins, by rank, brought here to be kept; empty where they remember nothing.
     *
     * @param round the last one that there was, or the one after it
     */
    Map<Integer, WorkerState> workerStates(int round);

    /** The answers of all workers, in rank order. */
    List<ShardSums> evaluate(Question question, FlatVector theta, RandomKey key);

    /** Tasks that run at the same time. */
    int slots();

    /** Gives back what it holds of the cluster, and what workers remember with it; another round begins with worker states that are given. */
    @Override
    void close();
}
