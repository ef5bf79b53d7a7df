package io.tacit.benchmarks.quality;

import io.tacit.benchmarks.machine.HeapWatch;
import io.tacit.benchmarks.machine.LiveMemory;
import io.tacit.benchmarks.machine.Processor;
import io.tacit.core.data.Examples;
import io.tacit.core.random.RandomKey;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.driver.TrainedModel;
import io.tacit.spark.driver.Training;
import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.metrics.Progress;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.model.ModelFactory;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One row of {@code benchmarks/at-scale}: a share of a large table, in a process of its own. */
@Command(
        name = "at-scale",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = 120,
        description =
                "Trains a flow by flow matching on a share of a table's records for some seconds, through Spark with two workers, and"
                        + " prints a row of Markdown: nats of about so many validation and held-out records with their 95 %% intervals,"
                        + " examples a second in the second half of the rounds, without and with the evaluations between them, the most"
                        + " that a collection left on the heap, and the most that was resident. Then the same steps without Spark.")
public final class AtScale implements Callable<Integer> {
    @Option(names = "--data", required = true, description = "Parquet, a file or a directory")
    private String data = "";

    @Option(names = "--id", defaultValue = "record", description = "a whole number; default ${DEFAULT-VALUE}")
    private String id = "";

    @Option(
            names = "--columns",
            split = ",",
            defaultValue =
                    "time,delay,distance,originLatitude,originLongitude,destinationLatitude,destinationLongitude",
            description = "default ${DEFAULT-VALUE}")
    private String[] columns = {};

    @Option(names = "--share", defaultValue = "1", description = "of the records; default ${DEFAULT-VALUE}")
    private double share;

    @Option(names = "--seconds", defaultValue = "60", description = "of training; default ${DEFAULT-VALUE}")
    private double seconds;

    @Option(
            names = "--alone",
            defaultValue = "10",
            description = "seconds for each measurement without Spark, 0 for none; default ${DEFAULT-VALUE}")
    private double alone;

    @Option(names = "--hidden", defaultValue = "128", description = "units of three layers; default ${DEFAULT-VALUE}")
    private int hidden;

    @Option(names = "--local-steps", defaultValue = "250", description = "of a round; default ${DEFAULT-VALUE}")
    private int localSteps;

    @Option(names = "--evaluate-every", defaultValue = "10", description = "rounds; default ${DEFAULT-VALUE}")
    private int evaluateEvery;

    @Option(names = "--header", description = "begins with the head of the table")
    private boolean header;

    public static void main(String[] args) {
        System.exit(new CommandLine(new AtScale()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        HeapWatch heap = HeapWatch.start();
        try (SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .getOrCreate()) {
            Dataset<Row> records = sampled(spark.read().parquet(data));
            TrainingConfig config = TrainingConfig.parse("workers = 2, seconds = " + seconds + ", localSteps = "
                    + localSteps + ", phases = flow-matching, evaluateEvery = " + evaluateEvery
                    + ", averaging { optimizerState = local, outer.name = nesterov }");
            ModelFactory flow = Ablation.flow(columns.length, hidden, 5);
            TrainedModel model = Training.of(config)
                    .columns(columns)
                    .id(id)
                    .progress(Progress.plain(System.err, InstantSource.system()))
                    .train(records, flow);
            String row = row(model, records.count(), heap);
            print(row
                    + (alone > 0
                            ? beside(
                                    model, new EngineAlone(flow, config.phases().get(0), alone), records)
                            : " – | – | – |"));
        }
        return 0;
    }

    /** The same ones in every run; a smaller share is part of a larger one. */
    private Dataset<Row> sampled(Dataset<Row> table) {
        String column = id;
        double part = share;
        return share < 1
                ? table.filter((FilterFunction<Row>) row -> RandomKey.of(1)
                                .with("at scale")
                                .with(row.<Number>getAs(column).longValue())
                                .uniform(0)
                        < part)
                : table;
    }

    private void print(String row) {
        if (header) {
            System.out.println(Processor.name() + ", heap of at most "
                    + Math.round(LiveMemory.megabytes(Runtime.getRuntime().maxMemory())) + " MB, Java "
                    + System.getProperty("java.vm.version") + "\n");
            System.out.println(
                    "| records | rounds | examples | seconds | validation | held out | examples/s | with evaluations |"
                            + " synchronisation | heap, MB | resident, MB | without Spark, two threads | two of one thread | ratio |");
            System.out.println(
                    "| ------- | ------ | -------- | ------- | ---------- | -------- | ---------- | ---------------- |"
                            + " --------------- | -------- | ------------ | -------------------------- | ----------------- | ----- |");
        }
        System.out.println(row);
    }

    private static String row(TrainedModel model, long records, HeapWatch heap) {
        List<RoundRecord> rounds = model.history().rounds();
        RoundRecord last = rounds.get(rounds.size() - 1);
        return String.format(
                Locale.ROOT,
                "| %,d | %d | %,d | %.1f | %s | %s | %,.0f | %,.0f | %.1f %% | %,.0f | %,.0f |",
                records,
                last.round(),
                last.examples().total(),
                last.timing().seconds(),
                last.likelihood().validation().map(AtScale::text).orElse("–"),
                model.history().heldOut().map(AtScale::text).orElse("–"),
                perSecond(model),
                (last.examples().total() - middle(rounds).examples().total())
                        / (last.timing().seconds() - middle(rounds).timing().seconds()),
                100 * mean(rounds, round -> round.timing().syncShare()),
                heap.megabytes(),
                LiveMemory.peakResidentMegabytes());
    }

    private static String text(Estimate nll) {
        return String.format(Locale.ROOT, "%.3f ± %.3f", nll.mean(), nll.halfWidth95());
    }

    private static RoundRecord middle(List<RoundRecord> rounds) {
        return rounds.get(rounds.size() / 2);
    }

    /** Of the rounds after the middle one: examples, and the time that rounds took for them. */
    private static double perSecond(TrainedModel model) {
        List<RoundRecord> rounds = model.history().rounds();
        return later(rounds).mapToLong(round -> round.examples().inRound()).sum()
                / later(rounds)
                        .mapToDouble(round ->
                                round.examples().inRound() / round.timing().examplesPerSecond())
                        .sum();
    }

    private static Stream<RoundRecord> later(List<RoundRecord> rounds) {
        return rounds.stream().skip(rounds.size() / 2 + 1L);
    }

    private static double mean(List<RoundRecord> rounds, ToDoubleFunction<RoundRecord> of) {
        return later(rounds).mapToDouble(of).average().orElse(Double.NaN);
    }

    private String beside(TrainedModel model, EngineAlone engine, Dataset<Row> records) {
        Examples examples = standardised(model, records);
        double one = engine.one(examples, 2);
        double two = engine.together(EngineAlone.halves(examples));
        return String.format(Locale.ROOT, " %,.0f | %,.0f | %.2f |", one, two, perSecond(model) / one);
    }

    /** As the model sees them. */
    private Examples standardised(TrainedModel model, Dataset<Row> records) {
        Column[] values = Stream.of(columns)
                .map(column -> functions.col(column).cast("float"))
                .toArray(Column[]::new);
        List<float[]> parts = records.select(values)
                .javaRDD()
                .mapPartitions(rows -> List.of(floats(rows)).iterator())
                .collect();
        int d = columns.length;
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            for (float value : part) {
                all[at] = (float) model.standardization().standardize(at % d, value);
                at++;
            }
        }
        return Examples.rows(d, all, LongStream.range(0, all.length / d).toArray());
    }

    private static float[] floats(Iterator<Row> rows) {
        float[] values = new float[1 << 10];
        int count = 0;
        while (rows.hasNext()) {
            Row row = rows.next();
            if (count + row.size() > values.length) {
                values = Arrays.copyOf(values, 2 * values.length);
            }
            for (int i = 0; i < row.size(); i++) {
                values[count++] = row.getFloat(i);
            }
        }
        return Arrays.copyOf(values, count);
    }
}
