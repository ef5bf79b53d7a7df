package io.tacit.spark.worker;

import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.train.Sums;
import io.tacit.core.train.Objective;
import java.util.List;

/**
 * How well θ does on the records of one logical worker.
 *
 * @param advice of solves that failed; their records are counted as rejected and are not in the sums
 */
public record ShardLoss(int worker, LossSums loss, WorkCounters work, List<String> advice) {
    public ShardLoss {
        advice = List.copyOf(advice);
    }

    public static ShardLoss of(Objective objective, WorkerRecords shard, FlatVector theta, RandomKey key) {
        long began = System.nanoTime();
        Sums sums = LocalWork.pieces(shard)
                .map(some -> objective.evaluate(some, theta, key))
                .reduce(Sums.NONE, Evaluation::plus);
        return new ShardLoss(
                shard.worker(),
                new LossSums(sums.sum(), sums.sumOfSquares(), sums.count()),
                LocalWork.counters(sums, sums.count(), System.nanoTime() - began),
                sums.advice());
    }

    /** The sums over all shards, folded by rank. */
    public static ShardLoss total(List<ShardLoss> inRankOrder) {
        LossSums loss = LossSums.ZERO;
        WorkCounters work = WorkCounters.ZERO;
        for (ShardLoss part : inRankOrder) {
            loss = loss.plus(part.loss);
            work = work.plus(part.work);
        }
        List<String> advice = inRankOrder.stream()
                .flatMap(part -> part.advice.stream())
                .distinct()
                .toList();
        return new ShardLoss(-1, loss, work, advice);
    }
}
