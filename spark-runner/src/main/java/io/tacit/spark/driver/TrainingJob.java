package io.tacit.spark.driver;

import io.tacit.core.data.Scaling;
import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.text.Counted;
import io.tacit.spark.config.Aim;
import io.tacit.spark.config.QuorumConfig;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.config.TransportConfig;
import io.tacit.spark.data.Balance;
import io.tacit.spark.data.DataException;
import io.tacit.spark.data.DataPlan;
import io.tacit.spark.data.DataPreparation;
import io.tacit.spark.data.DataSummary;
import io.tacit.spark.data.PreparedData;
import io.tacit.spark.metrics.Figures;
import io.tacit.spark.metrics.Nll;
import io.tacit.spark.metrics.Progress;
import io.tacit.spark.model.DensityModel;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.transport.Patience;
import io.tacit.spark.transport.Transport;
import io.tacit.spark.transport.akka.AkkaSettings;
import io.tacit.spark.transport.akka.AkkaTransport;
import io.tacit.spark.transport.akka.Deadline;
import io.tacit.spark.transport.akka.Heartbeats;
import io.tacit.spark.transport.rdd.CancellableJobs;
import io.tacit.spark.transport.rdd.RddTransport;
import io.tacit.spark.worker.WorkPlan;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is to be trained on what, and who watches.
 *
 * @param patience with all that runs on the cluster
 */
record TrainingJob(
        Dataset<Row> table,
        DataPlan plan,
        ModelRecipe recipe,
        TrainingConfig training,
        StopRequest stop,
        Progress progress,
        Patience patience) {
    private static final double MILLIS = 1000;
    /** Silences that make a host lost: a host gives up the driver after so many, */
    private static final int ORPHANED_AFTER = 6;
    /** and workers without a host are distributed anew after so many. */
    private static final int REHOST_WITHIN = 3;

    private static final Duration DEADLINE_AT_LEAST = Duration.ofSeconds(5);

    /** With the patience that the configuration asks for. */
    TrainingJob(
            Dataset<Row> table,
            DataPlan plan,
            ModelRecipe recipe,
            TrainingConfig training,
            StopRequest stop,
            Progress progress) {
        this(table, plan, recipe, training, stop, progress, patience(training));
    }

    /** Lost hosts are found out, and workers distributed anew, well before a round is given up. */
    private static Patience patience(TrainingConfig training) {
        Duration lost = seconds(training.transport().lostAfter());
        return training.watch()
                .roundTimeout()
                .map(TrainingJob::seconds)
                .map(Patience::of)
                .orElse(Patience.byExperience(lost.multipliedBy(2 * (1 + REHOST_WITHIN))));
    }

    PreparedData prepare() {
        try (Progress.Phase phase = progress.phase("reading data", "row", OptionalLong.empty());
                Heartbeat beat = Heartbeat.of(phase, () -> 0)) {
            PreparedData data = jobs().run(Patience.READING, () -> DataPreparation.prepare(table, plan));
            phase.end(data.summary().read());
            return data;
        }
    }

    Transport transport(PreparedData data) {
        WorkPlan plan = WorkPlan.of(training);
        SparkActivity spark = new SparkActivity(context());
        return switch (training.transport().kind()) {
            case RDD ->
                new ShownTransport(
                        RddTransport.of(jobs(), data::shards, recipe, plan, training.transport()),
                        progress,
                        spark::tasks);
            // Its one job holds the slots from beginning to end, and tells nothing.
            case AKKA ->
                new ShownTransport(
                        AkkaTransport.of(jobs(), data::shards, recipe, plan, settings()), progress, () -> "");
        };
    }

    private AkkaSettings settings() {
        TransportConfig asked = training.transport();
        Duration lost = seconds(asked.lostAfter());
        Heartbeats heartbeats = new Heartbeats(seconds(asked.heartbeat()), lost, lost.multipliedBy(ORPHANED_AFTER));
        QuorumConfig quorum = training.quorum();
        Deadline deadline = quorum.deadline()
                .<Deadline>map(fixed -> new Deadline.Fixed(seconds(fixed)))
                .orElse(new Deadline.Adaptive(quorum.mads(), DEADLINE_AT_LEAST));
        return AkkaSettings.DEFAULT
                .heartbeats(heartbeats, lost.multipliedBy(REHOST_WITHIN))
                .quorum(quorum.workers().orElse(AkkaSettings.ALL), deadline);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * MILLIS));
    }

    /** Spark jobs that heed the time limit and the wish to stop. */
    CancellableJobs jobs() {
        return new CancellableJobs(context(), patience, stop::isMade);
    }

    JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(table.sparkSession().sparkContext());
    }

    FlatVector initialTheta() {
        return recipe.model().initialTheta(RandomKey.of(training.seed()).with("initial"));
    }

    /** The loop of rounds. */
    Trained train(PreparedData data, Transport transport, Journal journal) {
        DataSummary summary = data.summary();
        demandGroups(summary.count(Split.Part.TRAIN));
        progress.note(summary.inWords());
        summary.findingLines().forEach(progress::note);
        units(data.meanLogDerivative()).ifPresent(progress::note);
        progress.note(recipe.engineHere()
                + (context().isLocal() ? "" : ", on the driver; executors take what each of them has"));
        training.variations().forEach(why -> progress.note("another run may end with other parameters: " + why));
        TrainingData records = new TrainingData(
                plan.columns().dimension(),
                summary.count(Split.Part.TRAIN),
                summary.count(Split.Part.VALIDATION),
                data.meanLogDerivative(),
                scale(),
                theta -> place(data, transport, theta));
        Trained trained =
                new TrainingDriver(training, records, transport, journal, System::nanoTime).train(initialTheta());
        new SyncAdvice(training).of(journal.rounds()).forEach(progress::note);
        return trained;
    }

    /** A coupling of fewer records than it was asked for would be another one. Where none is asked for, a worker may have no record. */
    private void demandGroups(long all) {
        if (all < training.workers()) {
            progress.note(Counted.of(all, "training record") + " for " + training.workers()
                    + " workers: some have none and do nothing");
        }
        long records = all / training.workers();
        int group = training.phases().stream()
                .mapToInt(phase -> phase.aim() instanceof Aim.FlowMatching matching
                        ? matching.how().coupling().group()
                        : 1)
                .max()
                .orElse(1);
        if (group > 1 && records < group) {
            throw new DataException("training.matching.couplingGroup: expected at most the "
                    + Counted.of(records, "training record") + " of each worker, got " + group
                    + "; fewer workers or a smaller group will do");
        }
    }

    /** What the nats of rounds are of, where that makes a difference. */
    private static Optional<String> units(double logDerivative) {
        return logDerivative == 0
                ? Optional.empty()
                : Optional.of("rounds are told in nats of the " + Nll.STANDARDISED + "; " + Nll.OF_DATA + " they are "
                        + Figures.nats(Math.abs(logDerivative)) + " nats " + (logDerivative < 0 ? "more" : "less"));
    }

    private TrainingData.Scale scale() {
        if (!(recipe.model() instanceof DensityModel)) {
            return TrainingData.Scale.UNKNOWN;
        }
        return plan.scaling() == Scaling.STANDARDIZE ? TrainingData.Scale.STANDARD_DENSITY : TrainingData.Scale.DENSITY;
    }

    /** Resident workers leave first: they hold the task slots, and shards that will no longer be theirs. */
    private void place(PreparedData data, Transport transport, FlatVector theta) {
        transport.close();
        RandomKey noise = RandomKey.of(training.seed()).with("placement");
        try (Progress.Phase phase = progress.phase("balancing workers", "record", OptionalLong.empty());
                Heartbeat beat = Heartbeat.of(phase, () -> 0)) {
            Balance balance = jobs().run(
                            "placing records by what they cost",
                            () -> data.place(theta, new SolveCosts(recipe, noise)));
            phase.end(data.summary().count(Split.Part.TRAIN));
            progress.note(String.format(
                    Locale.ROOT,
                    "records placed by what they cost: the busiest worker has %.2f %% more to do than the mean; where ids"
                            + " put them, it has %.2f %%",
                    100 * (balance.after() - 1),
                    100 * (balance.before() - 1)));
        }
    }
}
