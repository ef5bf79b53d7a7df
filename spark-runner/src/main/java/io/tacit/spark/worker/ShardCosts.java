package io.tacit.spark.worker;

import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.train.Objective;
import java.util.Arrays;

/** What solving the records of a logical worker takes. */
public final class ShardCosts {
    private ShardCosts() {}

    /** Evaluations of the field, record by record. */
    public static long[] of(Objective objective, WorkerRecords shard, FlatVector theta, RandomKey key) {
        return LocalWork.pieces(shard)
                .flatMapToLong(some -> Arrays.stream(objective.costs(some, theta, key)))
                .toArray();
    }
}
