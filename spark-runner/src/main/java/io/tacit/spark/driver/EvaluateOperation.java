package io.tacit.spark.driver;

import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.config.ConfigLoader;
import io.tacit.spark.config.RunConfig;
import io.tacit.spark.data.PreparedData;
import io.tacit.spark.driver.HeldOutResult.Compared;
import io.tacit.spark.evaluate.MixtureSettings;
import io.tacit.spark.metrics.Nll;
import io.tacit.spark.metrics.Progress;
import io.tacit.spark.metrics.RunResult;
import io.tacit.spark.metrics.RunResult.ErrorBudget;
import io.tacit.spark.metrics.RunResult.Totals;
import io.tacit.spark.transport.StoppedException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;

/**
 * {@code evaluate}: a trained model on the records held out of its training, beside the baselines.
 *
 * @param reading as in {@link ModelUse}
 */
record EvaluateOperation(SparkSession spark, LoadedModel model, Map<String, String> reading, Watcher watcher) {

    Summary run() {
        try {
            return evaluated();
        } catch (StoppedException e) {
            return Summary.endedBy(Summary.Ending.INTERRUPTED, e.getMessage() + "; start again with the same command");
        }
    }

    private Summary evaluated() {
        RunConfig config = ConfigLoader.again(model.stored().config(), reading).config();
        TableSource source = TableSource.of(spark, config.data(), model.stored().columns());
        source.notes().forEach(watcher.progress()::note);
        TrainingJob job = new TrainingJob(
                source.table(),
                source.plan(config).droppingBadRecords(),
                model.recipe(),
                config.training(),
                watcher.stop(),
                watcher.progress());
        long began = System.nanoTime();
        try (PreparedData data = source.prepared(job)) {
            FlatVector theta = model.stored().theta();
            Optional<Nll> heldOut = HeldOutResult.model(job, data, theta);
            BestEffort effort = new BestEffort(job.jobs(), watcher.progress());
            Compared others = HeldOutResult.baselines(
                    data, HeldOutResult.mixture(config.training().watch()).map(this::asTrained), effort);
            BestEffort.Tried<ErrorBudget> budget =
                    effort.tried("the error of the measurement", () -> errorBudget(data));
            return Summary.of(new RunResult(
                    RunResult.EVALUATED,
                    theta.sha256(),
                    data.columns().dimension(),
                    heldOut,
                    others.baselines(),
                    HeldOutResult.missing(data, config.data().test(), others.with(budget.reason())),
                    new Totals((int) note("rounds"), note("examples"), (System.nanoTime() - began) / 1e9),
                    budget.result().orElse(ErrorBudget.UNKNOWN),
                    Optional.of(model.directory().toString()),
                    Optional.empty()));
        }
    }

    /** In as many passes, over as many records, as at the end of the training. */
    private MixtureSettings asTrained(MixtureSettings settings) {
        int passes = (int) note(HeldOutResult.PASSES);
        long records = note(HeldOutResult.RECORDS);
        MixtureSettings some = records == 0 ? settings : settings.sampled(records);
        return passes == 0 ? some : some.within(passes);
    }

    private ErrorBudget errorBudget(PreparedData data) {
        try (Progress.Phase phase = watcher.progress().phase("error of the measurement", "check", OptionalLong.of(1));
                Heartbeat beat = Heartbeat.of(phase, () -> 0)) {
            ErrorBudget budget = ErrorBudgets.of(spark, model, data);
            phase.end(1);
            return budget;
        }
    }

    private long note(String name) {
        String text = model.stored().notes().getOrDefault(name, "");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
