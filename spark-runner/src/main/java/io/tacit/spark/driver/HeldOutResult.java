package io.tacit.spark.driver;

import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.data.PreparedData;
import io.tacit.spark.evaluate.Baselines;
import io.tacit.spark.evaluate.MixtureSettings;
import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.metrics.Progress;
import io.tacit.spark.metrics.RunResult.Baseline;
import io.tacit.spark.transport.Transport;
import io.tacit.spark.worker.ShardLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;

/** How well a model, and simpler densities beside it, do on the records held out. */
final class HeldOutResult {
    /** A mixture needs some records for each of its components. */
    private static final int RECORDS_PER_COMPONENT = 50;

    private HeldOutResult() {}

    /** The model's negative log-likelihood; empty where no records are held out. */
    static Optional<Estimate> model(PreparedData data, Transport transport, FlatVector theta, Progress progress) {
        long records = data.summary().count(Split.Part.TEST);
        if (records == 0) {
            return Optional.empty();
        }
        try (Progress.Phase phase = progress.phase("held-out records", "rows", OptionalLong.of(records))) {
            ShardLoss total = ShardLoss.total(
                    transport.evaluate(Split.Part.TEST, theta, RandomKey.of(0).with("test")));
            phase.at(records);
            return Optional.of(RoundFigures.estimate(total.loss()));
        }
    }

    /** Fitted to the training records; none where no records are held out. */
    static List<Baseline> baselines(
            SparkSession spark, PreparedData data, Optional<MixtureSettings> mixture, Progress progress) {
        List<Baseline> baselines = new ArrayList<>();
        if (data.summary().count(Split.Part.TEST) == 0) {
            return baselines;
        }
        try (Progress.Phase phase = progress.phase("baselines", "models", OptionalLong.of(2))) {
            baselines.add(Baselines.gaussian(data));
            phase.at(1);
            mixture.flatMap(settings -> fitted(spark, data, settings, progress)).ifPresent(baselines::add);
            phase.at(2);
        } catch (IllegalArgumentException e) {
            // A covariance without full rank: the model itself may well be fine.
            progress.note("no further baselines: " + e.getMessage());
        }
        return baselines;
    }

    private static Optional<Baseline> fitted(
            SparkSession spark, PreparedData data, MixtureSettings settings, Progress progress) {
        long needed = (long) RECORDS_PER_COMPONENT * settings.components();
        if (data.summary().count(Split.Part.TRAIN) < needed) {
            progress.note("no mixture of " + settings.components() + " Gaussians to compare with: it needs " + needed
                    + " training records");
            return Optional.empty();
        }
        return Optional.of(Baselines.mixture(spark, data, settings));
    }
}
