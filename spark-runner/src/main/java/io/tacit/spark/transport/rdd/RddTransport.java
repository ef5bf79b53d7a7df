package io.tacit.spark.transport.rdd;

import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.device.GpuStages;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.transport.Transport;
import io.tacit.spark.transport.TransportException;
import io.tacit.spark.worker.LocalWork;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.ShardLoss;
import io.tacit.spark.worker.WorkerResult;
import io.tacit.spark.worker.WorkerShard;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Each round is one Spark job over the shards of the training split, partition w being worker w. */
public final class RddTransport implements Transport {
    private final JavaSparkContext context;
    private final Function<Split.Part, JavaRDD<WorkerShard>> shards;
    private final ModelRecipe recipe;
    private final WatchedJobs jobs;

    public RddTransport(WatchedJobs jobs, Function<Split.Part, JavaRDD<WorkerShard>> shards, ModelRecipe recipe) {
        this.context = jobs.context();
        this.shards = shards;
        this.recipe = recipe;
        this.jobs = jobs;
    }

    @Override
    public List<WorkerResult> round(RoundStart start, LocalWork work) {
        JavaRDD<WorkerShard> training = shards.apply(Split.Part.TRAIN);
        ResultRoom.demand(context.getConf(), ResultRoom.bytesOf(start, work), training.getNumPartitions());
        Broadcast<RoundStart> sent = context.broadcast(start);
        try {
            ModelRecipe model = recipe; // a local, lest the closure hold this transport
            JavaRDD<WorkerResult> results = training.map(shard -> work.run(
                    model.model().objective(),
                    shard,
                    sent.value(),
                    TaskContext.get().attemptNumber()));
            return inRankOrder("round " + start.round(), onDevices(results), WorkerResult::worker);
        } finally {
            sent.destroy();
        }
    }

    @Override
    public List<ShardLoss> evaluate(Split.Part split, FlatVector theta, RandomKey key) {
        String what = "the evaluation of the " + split + " records";
        Broadcast<FlatVector> sent = context.broadcast(theta);
        try {
            ModelRecipe model = recipe;
            JavaRDD<ShardLoss> losses =
                    shards.apply(split).map(shard -> ShardLoss.of(model.model().objective(), shard, sent.value(), key));
            return inRankOrder(what, onDevices(losses), ShardLoss::worker);
        } finally {
            sent.destroy();
        }
    }

    private <T> JavaRDD<T> onDevices(JavaRDD<T> computed) {
        return GpuStages.withResources(computed, recipe.engine().device());
    }

    /** Collecting keeps the order of the partitions; here it is only checked. */
    private <T> List<T> inRankOrder(String what, JavaRDD<T> results, Function<T, Integer> rank) {
        List<T> collected = jobs.run(what, results::collect);
        int workers = results.getNumPartitions();
        for (int w = 0; w < Math.max(workers, collected.size()); w++) {
            if (w >= collected.size() || rank.apply(collected.get(w)) != w) {
                throw new TransportException(what + ": expected one result of each of the workers 0 to " + (workers - 1)
                        + " in this order, got those of "
                        + collected.stream().map(rank).toList());
            }
        }
        return collected;
    }

    @Override
    public int slots() {
        return context.defaultParallelism();
    }
}
