package io.tacit.spark.driver;

import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.config.RunConfig;
import io.tacit.spark.data.PreparedData;
import io.tacit.spark.metrics.Nll;
import io.tacit.spark.metrics.Progress;
import io.tacit.spark.metrics.RunResult;
import io.tacit.spark.metrics.RunResult.Baseline;
import io.tacit.spark.metrics.RunResult.ErrorBudget;
import io.tacit.spark.metrics.RunResult.Totals;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;

/** {@code evaluate}: a trained model on the records held out of its training, beside the baselines. */
record EvaluateOperation(SparkSession spark, LoadedModel model, Progress progress) {

    Summary run() {
        RunConfig config = model.config();
        TableSource source = new TableSource(spark, config.data());
        TrainingJob job = new TrainingJob(
                source.table(),
                source.plan(config).droppingBadRecords(),
                model.recipe(),
                config.training(),
                StopRequest.NEVER,
                progress);
        long began = System.nanoTime();
        try (PreparedData data = job.prepare()) {
            FlatVector theta = model.stored().theta();
            Optional<Nll> heldOut = HeldOutResult.model(job, data, theta);
            List<Baseline> baselines = job.jobs()
                    .run(
                            "the baselines",
                            () -> HeldOutResult.baselines(
                                    spark,
                                    data,
                                    HeldOutResult.mixture(config.training().watch()),
                                    progress));
            return Summary.of(new RunResult(
                    "evaluated",
                    theta.sha256(),
                    data.columns().dimension(),
                    heldOut,
                    baselines,
                    HeldOutResult.missing(data, config.data().test()),
                    new Totals(note("rounds").intValue(), note("examples"), (System.nanoTime() - began) / 1e9),
                    job.jobs().run("the error of the measurement", () -> errorBudget(data)),
                    Optional.of(model.directory().toString()),
                    Optional.empty()));
        }
    }

    private ErrorBudget errorBudget(PreparedData data) {
        try (Progress.Phase phase = progress.phase("error of the measurement", "checks", OptionalLong.of(1))) {
            ErrorBudget budget = ErrorBudgets.of(spark, model, data);
            phase.at(1);
            return budget;
        }
    }

    private Long note(String name) {
        return Long.valueOf(model.stored().notes().getOrDefault(name, "0"));
    }
}
