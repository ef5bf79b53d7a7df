package io.tacit.spark.transport;

import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.worker.LocalWork;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.ShardLoss;
import io.tacit.spark.worker.WorkerResult;
import java.util.List;

/** Runs work on all logical workers. What comes back holds each worker exactly once, in rank order. */
public interface Transport {

    /** One round of training. */
    List<WorkerResult> round(RoundStart start, LocalWork work);

    /** The loss of all records of a split. */
    List<ShardLoss> evaluate(Split.Part split, FlatVector theta, RandomKey key);

    /** Tasks that run at the same time. */
    int slots();
}
