package io.tacit.spark.driver;

import io.tacit.core.data.Split;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.config.WatchConfig;
import io.tacit.spark.data.PreparedData;
import io.tacit.spark.device.GpuStages;
import io.tacit.spark.evaluate.Baselines;
import io.tacit.spark.evaluate.HeldOut;
import io.tacit.spark.evaluate.MixtureSettings;
import io.tacit.spark.metrics.Figures;
import io.tacit.spark.metrics.Nll;
import io.tacit.spark.metrics.Progress;
import io.tacit.spark.metrics.RunResult.Baseline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.apache.spark.api.java.JavaRDD;

/** How well a model, and simpler densities beside it, do on the records held out. */
final class HeldOutResult {
    /** A mixture needs some records for each of its components. */
    private static final int RECORDS_PER_COMPONENT = 50;

    /** Among the notes of a model: passes in which its mixture was fitted, at most. */
    static final String PASSES = "mixturePasses";

    private HeldOutResult() {}

    /** The model's negative log-likelihood; empty where no records are held out. */
    static Optional<Nll> model(TrainingJob job, PreparedData data, FlatVector theta) {
        long records = data.summary().count(Split.Part.TEST);
        if (records == 0) {
            return Optional.empty();
        }
        ModelDensity density =
                new ModelDensity(job.recipe(), theta, data.columns().dimension());
        JavaRDD<double[]> sums = GpuStages.withResources(
                HeldOut.sums(data.shards(Split.Part.TEST), density, data.standardization()),
                job.recipe().engine().device());
        try (Progress.Phase phase = job.progress().phase("held-out records", "rows", OptionalLong.of(records));
                Heartbeat beat = Heartbeat.of(phase, () -> 0)) {
            Nll nll = HeldOut.of(job.jobs().run("the held-out records", sums::collect));
            phase.at(records);
            return Optional.of(nll);
        }
    }

    /** The mixture that a run is compared with, where there is to be one. */
    static Optional<MixtureSettings> mixture(WatchConfig watch) {
        return Optional.of(watch.mixture()).filter(components -> components > 0).map(MixtureSettings::of);
    }

    /** Why there is no figure of held-out records; empty where there is one. */
    static List<String> missing(PreparedData data, double share) {
        if (data.summary().count(Split.Part.TEST) > 0) {
            return List.of();
        }
        String reason = share == 0
                ? "no test records; ask for some with --test 0.1"
                : "none of the " + Figures.count(data.summary().used()) + " records fell into the share of " + share
                        + " that is for testing; raise --test or bring more records";
        return List.of("held-out records: " + reason);
    }

    /** Fitted to the training records; none where no records are held out. One that fails is a note. */
    static List<Baseline> baselines(PreparedData data, Optional<MixtureSettings> mixture, BestEffort effort) {
        List<Baseline> baselines = new ArrayList<>();
        if (data.summary().count(Split.Part.TEST) == 0) {
            return baselines;
        }
        Progress progress = effort.progress();
        effort.of("a Gaussian to compare with", () -> Baselines.gaussian(data, progress::note))
                .ifPresent(baselines::add);
        mixture.filter(settings -> suffices(data, settings, progress))
                .flatMap(settings -> effort.of("a mixture to compare with", () -> mixture(data, settings, effort)))
                .ifPresent(baselines::add);
        return baselines;
    }

    /** Shows its passes: a job of Spark is one, but for a few before and after. */
    private static Baseline mixture(PreparedData data, MixtureSettings settings, BestEffort effort) {
        LongSupplier jobs = new SparkActivity(effort.jobs().context()).jobsFromNow();
        int most = settings.iterations();
        String name = "mixture of " + settings.components() + " Gaussians";
        try (Progress.Phase phase = effort.progress().phase(name, "passes", OptionalLong.of(most));
                Heartbeat beat = Heartbeat.of(phase, () -> Math.min(most, jobs.getAsLong()))) {
            Baseline fitted = Baselines.mixture(effort.spark(), data, settings);
            phase.at(Math.min(most, jobs.getAsLong()));
            return fitted;
        }
    }

    private static boolean suffices(PreparedData data, MixtureSettings settings, Progress progress) {
        long needed = (long) RECORDS_PER_COMPONENT * settings.components();
        boolean enough = data.summary().count(Split.Part.TRAIN) >= needed;
        if (!enough) {
            progress.note("no mixture of " + settings.components() + " Gaussians to compare with: it needs " + needed
                    + " training records");
        }
        return enough;
    }
}
