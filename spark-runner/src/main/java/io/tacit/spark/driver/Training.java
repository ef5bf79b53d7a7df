package io.tacit.spark.driver;

import io.tacit.core.data.Scaling;
import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.spark.checkpoint.Checkpoint;
import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.Dequantize;
import io.tacit.spark.config.Problem;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.data.BadRecordPolicy;
import io.tacit.spark.data.ColumnChoice;
import io.tacit.spark.data.DataPlan;
import io.tacit.spark.data.PreparedData;
import io.tacit.spark.data.RecordIdentity;
import io.tacit.spark.device.GpuDemand;
import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.metrics.Progress;
import io.tacit.spark.model.EngineChoice;
import io.tacit.spark.model.ModelFactory;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.transport.StoppedException;
import io.tacit.spark.transport.Transport;
import io.tacit.spark.worker.Question;
import io.tacit.spark.worker.ShardSums;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trains a model of one's own on Spark:
 *
 * <pre>{@code
 * SparkSession spark = SparkSession.builder().getOrCreate();
 * Program field = Program.trace(g -> ...);                                       // dz/dt, traced in code
 * TrainedModel model = Training.of(TrainingConfig.parse("workers = 4, rounds = 50"))
 *         .columns("x", "y")
 *         .train(spark.read().parquet("points.parquet"),
 *                 engine -> CnfModel.of(engine, Cnf.of(Net.of(field)), CnfSettings.tolerance(1e-4)));
 * model.score(table).show();
 * model.save("model");
 * }</pre>
 *
 * <p>Immutable: each method gives another one.
 *
 * @param features columns to learn; empty for all numeric ones
 * @param steps of columns to dequantise
 * @param output where checkpoints, metrics and the model go; a run that finds checkpoints of its own there goes on from
 *     them
 */
public record Training(
        TrainingConfig config,
        List<String> features,
        RecordIdentity identity,
        BadRecordPolicy badRecords,
        Shares shares,
        Scaling scaling,
        Map<String, Double> steps,
        EngineChoice engine,
        Optional<String> output,
        StopRequest stop,
        Progress progress) {
    private static final String KIND = "custom";

    /** Shares of the records that are not for training. */
    public record Shares(double validation, double test) {}

    public Training {
        features = List.copyOf(features);
        steps = Map.copyOf(steps);
    }

    /** All numeric columns, standardised; a twentieth for validation and a tenth held out; bad records refused. */
    public static Training of(TrainingConfig config) {
        return new Training(
                config,
                List.of(),
                new RecordIdentity.FromContent(),
                new BadRecordPolicy.Fail(),
                new Shares(0.05, 0.1),
                Scaling.STANDARDIZE,
                Map.of(),
                EngineChoice.single(),
                Optional.empty(),
                StopRequest.NEVER,
                Progress.silent());
    }

    public Training columns(String... names) {
        return new Training(
                config, List.of(names), identity, badRecords, shares, scaling, steps, engine, output, stop, progress);
    }

    /** Column that identifies a record; without it, every row is a record of its own. */
    public Training id(String column) {
        RecordIdentity named = new RecordIdentity.FromColumn(column);
        return new Training(
                config, features, named, badRecords, shares, scaling, steps, engine, output, stop, progress);
    }

    public Training badRecords(BadRecordPolicy policy) {
        return new Training(config, features, identity, policy, shares, scaling, steps, engine, output, stop, progress);
    }

    public Training shares(double validation, double test) {
        Shares other = new Shares(validation, test);
        return new Training(
                config, features, identity, badRecords, other, scaling, steps, engine, output, stop, progress);
    }

    public Training scaling(Scaling other) {
        return new Training(
                config, features, identity, badRecords, shares, other, steps, engine, output, stop, progress);
    }

    /** A column of multiples of {@code step}, 1 for whole numbers, whose gaps are filled with uniform noise. */
    public Training dequantize(String column, double step) {
        Map<String, Double> more = new LinkedHashMap<>(steps);
        more.put(column, new Dequantize(column, step).step());
        return new Training(
                config, features, identity, badRecords, shares, scaling, more, engine, output, stop, progress);
    }

    public Training engine(EngineChoice other) {
        return new Training(
                config, features, identity, badRecords, shares, scaling, steps, other, output, stop, progress);
    }

    public Training output(String directory) {
        Optional<String> place = Optional.of(directory);
        return new Training(
                config, features, identity, badRecords, shares, scaling, steps, engine, place, stop, progress);
    }

    public Training stop(StopRequest request) {
        return new Training(
                config, features, identity, badRecords, shares, scaling, steps, engine, output, request, progress);
    }

    public Training progress(Progress shown) {
        return new Training(
                config, features, identity, badRecords, shares, scaling, steps, engine, output, stop, shown);
    }

    /**
     * Trains, and measures the loss on the records held out. The model is that of the round with the lowest validation loss, or the last one
     * where {@code keep = last} or there are no validation records.
     *
     * @throws TrainingEndedException where training diverged or was stopped
     * @throws ConfigProblems where a GPU is asked for and tasks would have none, or the output lies inside the files of the table or holds them
     * @throws io.tacit.spark.data.DataException where the table does not fit
     */
    public TrainedModel train(Dataset<Row> table, ModelFactory factory) {
        SparkContext spark = table.sparkSession().sparkContext();
        GpuDemand.check(spark.getConf(), engine.device(), engine.precision(), GpuDemand.Stages.OWN);
        output.flatMap(place -> new Apart(spark.hadoopConfiguration()).conflict(place, table))
                .ifPresent(conflict -> {
                    throw new ConfigProblems(List.of(Problem.of("", "output", conflict)));
                });
        TrainingJob job = new TrainingJob(table, plan(table), ModelRecipe.of(factory, engine), config, stop, progress);
        return output.map(place -> {
                    try (Output held = Output.open(place, spark.hadoopConfiguration())) {
                        TrainedModel model = trained(job, data -> journal(held, job, data));
                        model.save(held.model().toString());
                        return model;
                    }
                })
                .orElseGet(() -> trained(job, data -> new VolatileJournal(progress)));
    }

    private DataPlan plan(Dataset<Row> table) {
        ColumnChoice choice =
                features.isEmpty() ? ColumnChoice.all(table, identity) : ColumnChoice.named(table, features, identity);
        progress.note(choice.inWords());
        Split split = new Split(shares.validation(), shares.test(), RandomKey.of(config.seed()));
        return new DataPlan(
                choice.columns(identity),
                badRecords,
                split,
                scaling,
                config.workers(),
                steps,
                config.watch().evaluated());
    }

    private Journal journal(Output held, TrainingJob job, PreparedData data) {
        Origin origin = Origin.of(job.recipe().id() + config.hash(), settings(job));
        Optional<Checkpoint> from = OutputJournal.newest(held, config.watch(), origin, progress);
        return new OutputJournal(held, OutputJournal.Identity.of(origin, job, data), config.watch(), progress, from);
    }

    private Map<String, String> settings(TrainingJob job) {
        Map<String, String> settings = new LinkedHashMap<>(config.decisive());
        settings.put("the model's factory", "SHA-256 " + job.recipe().id());
        return settings;
    }

    private static TrainedModel trained(TrainingJob job, Function<PreparedData, Journal> journals) {
        try (PreparedData data = job.prepare();
                Journal journal = journals.apply(data);
                Transport transport = job.transport(data)) {
            Trained trained = job.train(data, transport, journal);
            if (!trained.ending().isRegular()) {
                throw new TrainingEndedException(trained.ending());
            }
            job.progress().note(trained.kept().inWords(trained.last()));
            return new TrainedModel(
                    job.table().sparkSession(),
                    job.recipe(),
                    KIND,
                    data.columns().features(),
                    data.standardization(),
                    trained.theta(),
                    new TrainedModel.History(trained.ending(), journal.rounds(), heldOut(data, transport, trained)));
        } catch (StoppedException e) {
            throw new TrainingEndedException(new Ending(Ending.Kind.INTERRUPTED, String.valueOf(e.getMessage())));
        }
    }

    private static Optional<Estimate> heldOut(PreparedData data, Transport transport, Trained trained) {
        if (data.summary().count(Split.Part.TEST) == 0) {
            return Optional.empty();
        }
        RandomKey key = RandomKey.of(0).with("test");
        ShardSums total = ShardSums.total(transport.evaluate(Question.loss(Split.Part.TEST), trained.theta(), key));
        return Optional.of(RoundFigures.estimate(total.sums()));
    }
}
