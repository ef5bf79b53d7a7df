package io.tacit.spark.driver;

import io.tacit.spark.config.RunConfig;
import io.tacit.spark.data.PreparedData;
import io.tacit.spark.evaluate.MixtureSettings;
import io.tacit.spark.metrics.Progress;
import io.tacit.spark.metrics.RunResult;
import io.tacit.spark.metrics.RunResult.Totals;
import io.tacit.spark.transport.Transport;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** {@code evaluate}: a trained model on the records held out of its training, beside the baselines. */
record EvaluateOperation(SparkSession spark, LoadedModel model) {

    Summary run() {
        RunConfig config = model.config();
        TableSource source = new TableSource(spark, config.data());
        TrainingJob job = new TrainingJob(
                source.table(),
                source.plan(config),
                model.recipe(),
                config.training(),
                StopRequest.NEVER,
                Progress.silent());
        long began = System.nanoTime();
        try (PreparedData data = job.prepare()) {
            Transport transport = job.transport(data);
            HeldOutResult heldOut = HeldOutResult.of(
                    spark, data, transport, model.stored().theta(), MixtureSettings.thorough(), Progress.silent());
            return Summary.of(new RunResult(
                    "evaluated",
                    model.stored().theta().sha256(),
                    data.columns().dimension(),
                    heldOut.model(),
                    heldOut.baselines(),
                    new Totals(note("rounds").intValue(), note("examples"), (System.nanoTime() - began) / 1e9),
                    ErrorBudgets.of(spark, model, data),
                    Optional.of(model.directory().toString()),
                    Optional.empty()));
        }
    }

    private Long note(String name) {
        return Long.valueOf(model.stored().notes().getOrDefault(name, "0"));
    }
}
