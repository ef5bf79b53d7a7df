package io.tacit.spark.driver;

import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.data.Costs;
import io.tacit.spark.device.GpuStages;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.wire.Sent;
import io.tacit.spark.worker.ShardCosts;
import io.tacit.spark.worker.WorkerRecords;
import org.apache.spark.api.java.JavaRDD;

/**
 * Evaluations that the model's solves take.
 *
 * @param key of the noise in them
 */
record SolveCosts(ModelRecipe recipe, RandomKey key) implements Costs {
    private static final long serialVersionUID = 1;

    @Override
    public JavaRDD<long[]> of(JavaRDD<WorkerRecords> shards, Sent<FlatVector> theta) {
        ModelRecipe model = recipe;
        RandomKey noise = key;
        JavaRDD<long[]> costs =
                shards.map(shard -> ShardCosts.of(model.model().objective(), shard, theta.value(), noise));
        return GpuStages.withResources(costs, recipe.engine().device());
    }
}
