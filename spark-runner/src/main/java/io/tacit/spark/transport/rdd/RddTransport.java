package io.tacit.spark.transport.rdd;

import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.core.text.Counted;
import io.tacit.spark.average.RoundAverage;
import io.tacit.spark.config.TransportConfig;
import io.tacit.spark.device.GpuStages;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.transport.Patience;
import io.tacit.spark.transport.Transport;
import io.tacit.spark.transport.TransportException;
import io.tacit.spark.wire.Crossing;
import io.tacit.spark.wire.FlatVectorCodec;
import io.tacit.spark.wire.Kept;
import io.tacit.spark.wire.RoundStartCodec;
import io.tacit.spark.wire.Sent;
import io.tacit.spark.wire.ShardSumsCodec;
import io.tacit.spark.worker.Question;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.ShardSums;
import io.tacit.spark.worker.WorkPlan;
import io.tacit.spark.worker.WorkerRecords;
import io.tacit.spark.worker.WorkerResult;
import io.tacit.spark.worker.WorkerState;
import io.tacit.spark.worker.WorkerStates;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each round is one Spark job over the shards of the training split, partition w being worker w. */
public final class RddTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(RddTransport.class);

    private final CancellableJobs jobs;
    private final Function<Split.Part, JavaRDD<WorkerRecords>> shards;
    private final ModelRecipe recipe;
    private final WorkPlan plan;
    private final TransportConfig config;
    private Optional<Collective> chosen = Optional.empty();
    private Optional<Remembered> remembered = Optional.empty();

    private RddTransport(
            CancellableJobs jobs,
            Function<Split.Part, JavaRDD<WorkerRecords>> shards,
            ModelRecipe recipe,
            WorkPlan plan,
            TransportConfig config) {
        this.jobs = jobs;
        this.shards = shards;
        this.recipe = recipe;
        this.plan = plan;
        this.config = config;
    }

    /** @param shards of a split: W partitions, partition w holding the one shard of worker w */
    public static RddTransport of(
            CancellableJobs jobs,
            Function<Split.Part, JavaRDD<WorkerRecords>> shards,
            ModelRecipe recipe,
            WorkPlan plan,
            TransportConfig config) {
        return new RddTransport(jobs, shards, recipe, plan, config);
    }

    @Override
    public RoundAverage round(RoundStart start) {
        JavaRDD<WorkerRecords> training = shards.apply(Split.Part.TRAIN);
        Collective collective = collective(training.getNumPartitions());
        return plan.averaging().remembers()
                ? remembering(start, training, collective)
                : forgetful(start, training, collective);
    }

    private RoundAverage forgetful(RoundStart start, JavaRDD<WorkerRecords> training, Collective collective) {
        Sent<RoundStart> sent = send(start.with(WorkerStates.EMPTY));
        try {
            Work work = new Work(recipe, plan, sent);
            JavaRDD<WorkerResult> results = onDevices(training.map(shard -> work.of(shard, WorkerState.EMPTY)));
            return average(start, collective, results);
        } finally {
            sent.destroy();
        }
    }

    private RoundAverage remembering(RoundStart start, JavaRDD<WorkerRecords> training, Collective collective) {
        Remembered memory = remembered.orElseGet(() -> new Remembered(jobs, training.getNumPartitions()));
        remembered = Optional.of(memory);
        JavaRDD<WorkerState> before = memory.at(start);
        Sent<RoundStart> sent = send(start.with(new WorkerStates.Kept()));
        Work work = new Work(recipe, plan, sent);
        Kept<WorkerResult> results =
                memory.keep(onDevices(training.zip(before).map(pair -> work.of(pair._1(), pair._2()))), sent);
        RoundAverage average =
                average(start, collective, results.values().map(result -> result.with(WorkerState.EMPTY)));
        memory.end(start.round(), results);
        return average;
    }

    private Sent<RoundStart> send(RoundStart start) {
        return Sent.of(jobs.context(), start, RoundStartCodec.INSTANCE);
    }

    private RoundAverage average(RoundStart start, Collective collective, JavaRDD<WorkerResult> results) {
        String what = "round " + start.round();
        RoundAverage average =
                jobs.run(Patience.ROUND, what, () -> collective.average(results, plan.averaging(), start));
        int came = average.tally().spent().nanos().size();
        if (came != results.getNumPartitions()) {
            throw new TransportException(what + ": expected a result of each of "
                    + Counted.of(results.getNumPartitions(), "worker") + ", got " + came);
        }
        return average;
    }

    /** What a task does, without the transport. */
    private record Work(ModelRecipe recipe, WorkPlan plan, Sent<RoundStart> start) implements Serializable {
        WorkerResult of(WorkerRecords shard, WorkerState workerState) {
            int attempt = TaskContext.get().attemptNumber();
            return plan.run(recipe.model(), shard, start.value(), workerState, attempt);
        }
    }

    /** Also for a run that was asked to stop, whose last checkpoint needs them. */
    @Override
    public Map<Integer, WorkerState> workerStates(int round) {
        CancellableJobs toTheEnd = new CancellableJobs(jobs.context(), jobs.patience(), () -> false);
        return remembered
                .map(memory -> toTheEnd.run("collecting what workers remember", () -> memory.collect(round)))
                .orElse(Map.of());
    }

    /** Looked for once, before the first round. */
    private Collective collective(int workers) {
        if (chosen.isEmpty()) {
            int parameters = recipe.model().objective().layout().size();
            Precision precision = recipe.engine().precision();
            DriverLimits limits = DriverLimits.of(jobs.context().getConf());
            demandRoomForWorkerStates(limits, workers, Payload.ofMemory(plan, parameters, precision));
            Payload payload = Payload.of(plan, parameters, precision);
            Collective best = new CollectiveChoice(config, plan.averaging(), workers, slots(), payload, limits)
                    .choose(() -> jobs.run(
                            "measuring the network", () -> Network.measured(jobs.context(), limits.allResults())));
            LOG.info("collective {}", best.inWords());
            chosen = Optional.of(best);
        }
        return chosen.get();
    }

    private void demandRoomForWorkerStates(DriverLimits limits, int workers, Payload memory) {
        if (plan.averaging().remembers()) {
            limits.shortfall(workers, memory).ifPresent(shortfall -> {
                throw new TransportException(
                        "what workers remember does not fit when a checkpoint collects it: " + shortfall);
            });
        }
    }

    @Override
    public List<ShardSums> evaluate(Question question, FlatVector theta, RandomKey key) {
        String what = "the " + question.inWords();
        Sent<FlatVector> sent = Sent.of(jobs.context(), theta, FlatVectorCodec.INSTANCE);
        try {
            ModelRecipe model = recipe;
            JavaRDD<ShardSums> answers = shards.apply(question.split())
                    .map(shard -> question.answer(model.model().objective(), shard, sent.value(), key));
            return inRankOrder(what, onDevices(answers));
        } finally {
            sent.destroy();
        }
    }

    private <T> JavaRDD<T> onDevices(JavaRDD<T> computed) {
        return GpuStages.withResources(computed, recipe.engine().device());
    }

    /** Collecting keeps the order of the partitions; here it is only checked. */
    private List<ShardSums> inRankOrder(String what, JavaRDD<ShardSums> answers) {
        List<ShardSums> collected = jobs.run(what, () -> Crossing.collect(answers, ShardSumsCodec.INSTANCE));
        int workers = answers.getNumPartitions();
        for (int w = 0; w < Math.max(workers, collected.size()); w++) {
            if (w >= collected.size() || collected.get(w).worker() != w) {
                throw new TransportException(what + ": expected one result of each of the workers 0 to " + (workers - 1)
                        + " in this order, got those of "
                        + collected.stream().map(ShardSums::worker).toList());
            }
        }
        return collected;
    }

    @Override
    public int slots() {
        return GpuStages.slots(jobs.context().sc(), recipe.engine().device());
    }

    @Override
    public void close() {
        remembered.ifPresent(Remembered::close);
        remembered = Optional.empty();
    }
}
