package io.tacit.spark.worker;

import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.train.Objective;
import io.tacit.core.train.Sums;
import java.util.List;

/**
 * How well θ does on the records of one logical worker.
 *
 * @param nanos time of computing, in nanoseconds
 */
public record ShardSums(int worker, Sums sums, long nanos) {
    /** Rank of what is of all workers together. */
    private static final int ALL = -1;

    /** The sums over all records of a shard, as exactly as the objective can. */
    public static ShardSums of(Objective objective, WorkerRecords shard, FlatVector theta, RandomKey key) {
        long began = System.nanoTime();
        Sums sums = LocalWork.pieces(shard)
                .map(some -> objective.evaluate(some, theta, key))
                .reduce(Sums.NONE, Sums::plus);
        return new ShardSums(shard.worker(), sums, System.nanoTime() - began);
    }

    /** The sums over all shards, folded by rank. */
    public static ShardSums total(List<ShardSums> inRankOrder) {
        return new ShardSums(
                ALL,
                inRankOrder.stream().map(ShardSums::sums).reduce(Sums.NONE, Sums::plus),
                inRankOrder.stream().mapToLong(ShardSums::nanos).sum());
    }
}
