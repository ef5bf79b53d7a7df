package io.tacit.spark.driver;

import io.tacit.core.data.Split;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.text.Counted;
import io.tacit.spark.config.WatchConfig;
import io.tacit.spark.data.LogDensity;
import io.tacit.spark.data.PreparedData;
import io.tacit.spark.device.GpuStages;
import io.tacit.spark.evaluate.Baselines;
import io.tacit.spark.evaluate.HeldOut;
import io.tacit.spark.evaluate.MixtureSettings;
import io.tacit.spark.metrics.Nll;
import io.tacit.spark.metrics.Progress;
import io.tacit.spark.metrics.RunResult.Baseline;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;

/** How well a model, and simpler densities beside it, do on the records held out. */
final class HeldOutResult {
    /** A mixture needs some records for each of its components. */
    private static final int RECORDS_PER_COMPONENT = 50;

    /** Among the notes of a model: passes in which its mixture was fitted, at most. */
    static final String PASSES = "mixturePasses";
    /** Among the notes of a model: records that its mixture was fitted to. */
    static final String RECORDS = "mixtureRecords";

    private HeldOutResult() {}

    /** The model's negative log-likelihood; empty where no records are held out. */
    static Optional<Nll> model(TrainingJob job, PreparedData data, FlatVector theta) {
        long records = data.summary().evaluated(Split.Part.TEST);
        if (records == 0) {
            return Optional.empty();
        }
        ModelDensity density =
                new ModelDensity(job.recipe(), theta, data.columns().dimension());
        JavaRDD<double[]> sums = GpuStages.withResources(
                HeldOut.sums(data.shards(Split.Part.TEST), density, data.standardization()),
                job.recipe().engine().device());
        LongSupplier tasks = new SparkActivity(job.context()).tasksFromNow();
        int shards = sums.getNumPartitions(); // of equal size, within a record
        try (Progress.Phase phase = job.progress().phase("held-out records", "row", OptionalLong.of(records));
                Heartbeat beat = Heartbeat.of(phase, () -> records * Math.min(shards, tasks.getAsLong()) / shards)) {
            Nll nll = HeldOut.of(job.jobs().run("the held-out records", sums::collect))
                    .among(data.summary().count(Split.Part.TEST));
            phase.end(nll.count() + nll.withoutDensity());
            return Optional.of(nll);
        }
    }

    /** The mixture that a run is compared with, where there is to be one. */
    static Optional<MixtureSettings> mixture(WatchConfig watch) {
        return Optional.of(watch.mixture()).filter(components -> components > 0).map(MixtureSettings::of);
    }

    /** Why there is no figure of held-out records, or of a baseline; empty where there are all. */
    static List<String> missing(PreparedData data, double share, Compared others) {
        if (data.summary().count(Split.Part.TEST) > 0) {
            return others.missing();
        }
        String reason = share == 0
                ? "no test records; ask for some with --test 0.1"
                : "none of the " + Counted.of(data.summary().used(), "record") + " fell into the share of " + share
                        + " that is for testing; raise --test or bring more records";
        return List.of("held-out records: " + reason);
    }

    /** Simpler densities, and why one is missing, a sentence each. */
    record Compared(List<Baseline> baselines, List<String> missing) {
        static final Compared NOTHING = new Compared(List.of(), List.of());

        Compared {
            baselines = List.copyOf(baselines);
            missing = List.copyOf(missing);
        }

        /** With one more reason why something is missing, first. */
        Compared with(Optional<String> reason) {
            return new Compared(
                    baselines, Stream.concat(reason.stream(), missing.stream()).toList());
        }

        private Compared and(BestEffort.Tried<Baseline> tried) {
            return new Compared(
                    Stream.concat(baselines.stream(), tried.result().stream()).toList(),
                    Stream.concat(missing.stream(), tried.reason().stream()).toList());
        }
    }

    /** Fitted to the training records; nothing where no records are held out. */
    static Compared baselines(PreparedData data, Optional<MixtureSettings> mixture, BestEffort effort) {
        if (data.summary().count(Split.Part.TEST) == 0) {
            return Compared.NOTHING;
        }
        Compared gaussian = Compared.NOTHING.and(
                effort.tried("a Gaussian to compare with", () -> Baselines.gaussian(data, effort.progress()::note)));
        return mixture.map(settings -> gaussian.and(mixture(data, settings, effort)))
                .orElse(gaussian);
    }

    /** Whether there are records to fit this mixture to, and some to judge it by. */
    static boolean isFitted(PreparedData data, MixtureSettings settings) {
        return data.summary().count(Split.Part.TEST) > 0 && data.summary().count(Split.Part.TRAIN) >= needed(settings);
    }

    private static long needed(MixtureSettings settings) {
        return (long) RECORDS_PER_COMPONENT * settings.components();
    }

    private static BestEffort.Tried<Baseline> mixture(PreparedData data, MixtureSettings settings, BestEffort effort) {
        String what = "a " + name(settings) + " to compare with";
        long needed = needed(settings);
        long there = data.summary().count(Split.Part.TRAIN);
        return there < needed
                ? effort.without(
                        what,
                        "it needs " + Counted.of(needed, "training record") + ", and there "
                                + (there == 1 ? "is " : "are ") + Counted.number(there))
                : effort.tried(what, () -> fitted(data, settings, effort));
    }

    private static String name(MixtureSettings settings) {
        return "mixture of " + settings.components() + " Gaussians";
    }

    private static Baseline fitted(PreparedData data, MixtureSettings settings, BestEffort effort) {
        LogDensity.Source mixture = fit(data, settings, effort);
        long records = data.summary().evaluated(Split.Part.TEST);
        String what = "held-out records under the mixture";
        try (Progress.Phase phase = effort.progress().phase(what, "row", OptionalLong.of(records));
                Heartbeat beat = Heartbeat.of(phase, () -> 0)) {
            Baseline judged = Baselines.judged(Baselines.name(settings), mixture, data);
            phase.end(records);
            return judged;
        }
    }

    /** Shows its passes: of the jobs of Spark, they alone have a shuffle, but for a sum at the end. */
    private static LogDensity.Source fit(PreparedData data, MixtureSettings settings, BestEffort effort) {
        LongSupplier passes = new SparkActivity(effort.jobs().context()).shufflesFromNow();
        int most = settings.iterations();
        try (Progress.Phase phase = effort.progress().phase(name(settings), "pass", OptionalLong.of(most));
                Heartbeat beat = Heartbeat.of(phase, () -> Math.min(most, passes.getAsLong()))) {
            LogDensity.Source mixture = Baselines.fitMixture(effort.spark(), data, settings);
            phase.end(Math.min(most, passes.getAsLong()));
            return mixture;
        }
    }
}
