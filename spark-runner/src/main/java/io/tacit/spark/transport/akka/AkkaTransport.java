package io.tacit.spark.transport.akka;

import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.average.Averaging;
import io.tacit.spark.average.RoundAverage;
import io.tacit.spark.device.GpuStages;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.transport.Transport;
import io.tacit.spark.transport.rdd.CancellableJobs;
import io.tacit.spark.worker.Question;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.ShardSums;
import io.tacit.spark.worker.WorkPlan;
import io.tacit.spark.worker.WorkerRecords;
import io.tacit.spark.worker.WorkerResult;
import io.tacit.spark.worker.WorkerState;
import io.tacit.spark.worker.WorkerStates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;

/**
 * One long Spark job hosts the workers; θ and results travel as messages, in a few milliseconds where a Spark job takes a
 * few hundred. Between the first order and {@link #close} the hosts hold all task slots: other Spark jobs would wait.
 */
public final class AkkaTransport implements Transport {
    private final CancellableJobs jobs;
    private final Function<Split.Part, JavaRDD<WorkerRecords>> shards;
    private final ModelRecipe recipe;
    private final WorkPlan plan;
    private final AkkaSettings settings;
    private Optional<Residence> residence = Optional.empty();
    private final Map<Integer, WorkerState> workerStates = new HashMap<>();
    private WorkerStates.Given beforeLast = new WorkerStates.Given(Map.of());
    private int lastRound;
    private long orders;

    private AkkaTransport(
            CancellableJobs jobs,
            Function<Split.Part, JavaRDD<WorkerRecords>> shards,
            ModelRecipe recipe,
            WorkPlan plan,
            AkkaSettings settings) {
        this.jobs = jobs;
        this.shards = shards;
        this.recipe = recipe;
        this.plan = plan;
        this.settings = settings;
    }

    /** @param shards of a split: W partitions, partition w holding the one shard of worker w */
    public static AkkaTransport of(
            CancellableJobs jobs,
            Function<Split.Part, JavaRDD<WorkerRecords>> shards,
            ModelRecipe recipe,
            WorkPlan plan,
            AkkaSettings settings) {
        return new AkkaTransport(jobs, shards, recipe, plan, settings);
    }

    @Override
    public RoundAverage round(RoundStart start) {
        if (start.workerStates() instanceof WorkerStates.Given given) {
            workerStates.clear();
            workerStates.putAll(given.byRank());
        }
        WorkerStates.Given before = new WorkerStates.Given(workerStates);
        lastRound = start.round();
        beforeLast = before;
        Gathered gathered = residence().ask(new RoundOrder(++orders, start.with(before)), settings.quorum());
        List<WorkerResult> results = gathered.answers().stream()
                .map(answer -> ((RoundAnswer) answer).result())
                .toList();
        if (plan.averaging().remembers()) {
            results.forEach(result -> workerStates.put(result.worker(), result.workerState()));
        }
        return Averaging.of(plan.averaging(), start, results, gathered.absent());
    }

    /** They travel with every result and every order. */
    @Override
    public Map<Integer, WorkerState> workerStates(int round) {
        return round == lastRound ? beforeLast.byRank() : Map.copyOf(workerStates);
    }

    @Override
    public List<ShardSums> evaluate(Question question, FlatVector theta, RandomKey key) {
        Gathered gathered = residence().ask(new EvaluationOrder(++orders, question, theta, key), AkkaSettings.ALL);
        return gathered.answers().stream()
                .map(answer -> ((EvaluationAnswer) answer).sums())
                .toList();
    }

    private Residence residence() {
        if (residence.isEmpty()) {
            residence = Optional.of(new Residence(jobs, shards, recipe, plan, settings));
        }
        return residence.get();
    }

    @Override
    public int slots() {
        return GpuStages.slots(jobs.context().sc(), recipe.engine().device());
    }

    /** The hosts end, their slots are free for other jobs. */
    @Override
    public void close() {
        residence.ifPresent(Residence::close);
        residence = Optional.empty();
    }
}
