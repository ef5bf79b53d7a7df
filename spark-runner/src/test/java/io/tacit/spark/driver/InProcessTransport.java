package io.tacit.spark.driver;

import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.average.Averaging;
import io.tacit.spark.average.RoundAverage;
import io.tacit.spark.model.Model;
import io.tacit.spark.transport.Transport;
import io.tacit.spark.worker.Question;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.ShardSums;
import io.tacit.spark.worker.WorkPlan;
import io.tacit.spark.worker.WorkerResult;
import io.tacit.spark.worker.WorkerShard;
import io.tacit.spark.worker.WorkerState;
import io.tacit.spark.worker.WorkerStates;
import java.util.List;
import java.util.Map;

/** All workers one after the other on the calling thread; the same shards serve for every split. */
record InProcessTransport(Model model, List<WorkerShard> shards, WorkPlan plan, Map<Integer, WorkerState> workerStates)
        implements Transport {
    @Override
    public RoundAverage round(RoundStart start) {
        if (start.workerStates() instanceof WorkerStates.Given given) {
            workerStates.clear();
            workerStates.putAll(given.byRank());
        }
        List<WorkerResult> results = shards.stream()
                .map(shard ->
                        plan.run(model, shard, start, workerStates.getOrDefault(shard.worker(), WorkerState.EMPTY), 0))
                .toList();
        results.forEach(result -> workerStates.put(result.worker(), result.workerState()));
        return Averaging.of(plan.averaging(), start, results);
    }

    @Override
    public List<ShardSums> evaluate(Question question, FlatVector theta, RandomKey key) {
        return shards.stream()
                .map(shard -> question.answer(model.objective(), shard, theta, key))
                .toList();
    }

    @Override
    public Map<Integer, WorkerState> workerStates(int round) {
        return Map.copyOf(workerStates);
    }

    @Override
    public int slots() {
        return 1;
    }

    @Override
    public void close() {}
}
