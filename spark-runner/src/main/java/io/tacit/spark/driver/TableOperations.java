package io.tacit.spark.driver;

import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.Problem;
import io.tacit.spark.config.TableLocation;
import io.tacit.spark.data.OpenedTable;
import io.tacit.spark.data.RecordColumns;
import io.tacit.spark.data.RecordIdentity;
import io.tacit.spark.data.SampleTable;
import io.tacit.spark.data.Sampler;
import io.tacit.spark.data.ScoreTable;
import io.tacit.spark.device.GpuDemand;
import io.tacit.spark.metrics.Progress;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.transport.StoppedException;
import io.tacit.spark.transport.rdd.CancellableJobs;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** {@code score} and {@code sample}: from table to table. */
record TableOperations(SparkSession spark, Watcher watcher) {
    /** As long as it takes: a table may be large, and who waits may press Ctrl-C. */
    private static final Duration NO_LIMIT = Duration.ofDays(36_500);

    Summary score(ScoreRequest request) {
        demandApart(request.output(), request.data());
        demandApart(request.output(), request.model().run());
        LoadedModel model = LoadedModel.of(spark, request.model(), GpuDemand.Stages.ANY);
        TableLocation location = TableLocation.of(
                request.data(), model.stored().config(), request.model().reading());
        OpenedTable data = OpenedTable.of(spark, location);
        data.demandReadable(model.stored().columns());
        return written("scoring", request.output(), table -> {
            ScoreTable scored = scored(request, data.rows(), model);
            table.write(scored.rows());
            ScoreTable.Counts counts = scored.counts();
            return Summary.finished()
                    .with("data", data.how())
                    .with("output", request.output().place())
                    .with("column", request.column())
                    .with("units", "nats, in the units of the data")
                    .with("rows", counts.rows())
                    .with("finite", counts.finite() + counts.inDouble())
                    .with("solvedInDouble", counts.inDouble())
                    .with("minusInfinity", counts.beyond() + counts.unsolved())
                    .with("notSolved", counts.unsolved())
                    .with("null", counts.unusable())
                    .with("thetaSha256", model.stored().theta().sha256());
        });
    }

    private ScoreTable scored(ScoreRequest request, Dataset<Row> table, LoadedModel model) {
        RecordColumns columns = new RecordColumns(model.stored().columns(), new RecordIdentity.FromContent());
        return ScoreTable.of(
                table,
                columns,
                model.stored().standardization(),
                new ModelDensity(model.recipe(), model.stored().theta(), columns.dimension()),
                request.column());
    }

    Summary sample(SampleRequest request) {
        demandApart(request.output(), request.model().run());
        LoadedModel model = LoadedModel.of(spark, request.model(), GpuDemand.Stages.ANY);
        Dataset<Row> samples = SampleTable.of(
                spark,
                request.count(),
                model.stored().columns(),
                model.stored().standardization(),
                sampler(model.recipe(), model.stored().theta(), request.seed()));
        return written("sampling", request.output(), table -> Summary.finished()
                .with("output", request.output().place())
                .with("rows", table.write(samples))
                .with("thetaSha256", model.stored().theta().sha256()));
    }

    private void demandApart(Destination output, String read) {
        new Apart(hadoop()).conflict(output.place(), read).ifPresent(conflict -> {
            throw new ConfigProblems(List.of(Problem.of("", "--output", conflict)));
        });
    }

    private Summary written(String what, Destination output, Function<TableOutput, Summary> writing) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        CancellableJobs jobs = new CancellableJobs(context, NO_LIMIT, watcher.stop()::isMade);
        try (TableOutput table = TableOutput.open(output, hadoop())) {
            return jobs.run(what, () -> shown(what, () -> writing.apply(table)));
        } catch (StoppedException e) {
            return Summary.endedBy(
                    Summary.Ending.INTERRUPTED,
                    e.getMessage() + "; nothing was written to " + output.place()
                            + ", start again with the same command");
        }
    }

    /** Shows how many tasks are done. */
    private Summary shown(String what, Supplier<Summary> work) {
        LongSupplier tasks = new SparkActivity(JavaSparkContext.fromSparkContext(spark.sparkContext())).tasksFromNow();
        try (Progress.Phase phase = watcher.progress().phase(what, "task", OptionalLong.empty());
                Heartbeat beat = Heartbeat.of(phase, tasks)) {
            Summary summary = work.get();
            phase.end(tasks.getAsLong());
            return summary;
        }
    }

    private Configuration hadoop() {
        return spark.sparkContext().hadoopConfiguration();
    }

    /** Tasks share the model of their process. */
    static Sampler.Source sampler(ModelRecipe recipe, FlatVector theta, long seed) {
        RandomKey key = RandomKey.of(seed).with("sample");
        return () -> (first, n) -> recipe.density().sample(first, n, theta, key);
    }
}
