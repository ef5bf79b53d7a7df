package io.tacit.spark.driver;

import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.train.Objective;
import io.tacit.spark.transport.Transport;
import io.tacit.spark.worker.LocalWork;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.ShardLoss;
import io.tacit.spark.worker.WorkerResult;
import io.tacit.spark.worker.WorkerShard;
import java.util.List;

/** All workers one after the other on the calling thread; the same shards serve for every split. */
record InProcessTransport(Objective objective, List<WorkerShard> shards) implements Transport {
    @Override
    public List<WorkerResult> round(RoundStart start, LocalWork work) {
        return shards.stream()
                .map(shard -> work.run(objective, shard, start, 0))
                .toList();
    }

    @Override
    public List<ShardLoss> evaluate(Split.Part split, FlatVector theta, RandomKey key) {
        return shards.stream()
                .map(shard -> ShardLoss.of(objective, shard, theta, key))
                .toList();
    }

    @Override
    public int slots() {
        return 1;
    }
}
