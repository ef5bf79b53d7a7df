package io.tacit.benchmarks.rounds;

import io.tacit.core.data.ToyDensity;
import io.tacit.core.layer.Cnf;
import io.tacit.core.nn.Activation;
import io.tacit.core.train.CnfSettings;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.driver.TrainedModel;
import io.tacit.spark.driver.Training;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.model.CnfModel;
import io.tacit.spark.model.ModelFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/placement}: what it saves to place records by what they cost. */
@Command(
        name = "placement",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Trains flows with adaptive steps, with records where their ids put them and placed by what they cost, one after"
                        + " the other in this process. Prints a Markdown table: evaluations of the field for an example, forward and"
                        + " backward, over the second half of the rounds; seconds of the whole training, placements included.")
public final class Placement implements Callable<Integer> {
    private static final String IDS = "ids";

    @Option(
            names = "--densities",
            split = ",",
            defaultValue = "eight-gaussians,checkerboard,pinwheel",
            description = "in the plane; default ${DEFAULT-VALUE}")
    private List<String> densities = List.of();

    @Option(names = "--records", defaultValue = "20000", description = "of each density; default ${DEFAULT-VALUE}")
    private int records;

    @Option(names = "--data", description = "a Parquet file to train on as well")
    private List<String> data = new ArrayList<>();

    @Option(names = "--columns", split = ",", description = "of it; without, all numeric ones")
    private String[] columns = {};

    @Option(
            names = "--every",
            split = ",",
            defaultValue = "2",
            description = "passes over the data between placements; default ${DEFAULT-VALUE}")
    private List<Double> every = List.of();

    @Option(names = "--workers", defaultValue = "2", description = "default ${DEFAULT-VALUE}")
    private int workers;

    @Option(names = "--batch", defaultValue = "512", description = "default ${DEFAULT-VALUE}")
    private int batch;

    @Option(names = "--local-steps", defaultValue = "8", description = "default ${DEFAULT-VALUE}")
    private int localSteps;

    @Option(names = "--rounds", defaultValue = "40", description = "default ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--tolerance", defaultValue = "1e-4", description = "default ${DEFAULT-VALUE}")
    private double tolerance;

    @Option(names = "--master", defaultValue = "local[2]", description = "Spark's; default ${DEFAULT-VALUE}")
    private String master = "";

    public static void main(String[] args) {
        System.exit(new CommandLine(new Placement()).execute(args));
    }

    @Override
    public Integer call() {
        try (Cluster cluster = Cluster.of(master, 2)) {
            Map<String, Dataset<Row>> tables = tables(cluster);
            // The first training is that of a cold virtual machine, and is not told.
            train(tables.values().iterator().next(), "");
            System.out.println("| data | placed by | evaluations | s | nats held out |");
            System.out.println("| --- | --- | --- | --- | --- |");
            tables.forEach((name, table) -> {
                System.out.println(line(name, IDS, train(table, "")));
                every.forEach(passes -> System.out.println(
                        line(name, "cost, every " + passes + " passes", train(table, ", rebalanceEvery = " + passes))));
            });
        }
        return 0;
    }

    private Map<String, Dataset<Row>> tables(Cluster cluster) {
        Map<String, Dataset<Row>> tables = new LinkedHashMap<>();
        for (String density : densities) {
            ToyDensity toy = ToyDensity.valueOf(density.toUpperCase(Locale.ROOT).replace('-', '_'));
            tables.put(density, cluster.points(toy, records));
        }
        data.forEach(
                path -> tables.put(path, cluster.session().read().parquet(path).cache()));
        return tables;
    }

    private TrainedModel train(Dataset<Row> table, String more) {
        String[] learned = table.columns().length == 2 ? table.columns() : columns;
        TrainingConfig config = TrainingConfig.parse("workers = " + workers + ", batch = " + batch + ", localSteps = "
                + localSteps + ", rounds = " + rounds + ", evaluateEvery = 1000000, optimizer.lr = 3e-3" + more);
        return Training.of(config).columns(learned).train(table, flow(learned.length, tolerance));
    }

    /** Without this command in it: it travels to the workers. */
    private static ModelFactory flow(int width, double tolerance) {
        return engine -> CnfModel.of(
                engine, Cnf.ffjord(width, 1, Activation.TANH, 64, 64, 64), CnfSettings.tolerance(tolerance));
    }

    private static String line(String data, String placed, TrainedModel trained) {
        List<RoundRecord> all = trained.history().rounds();
        List<RoundRecord> half = all.subList(all.size() / 2, all.size());
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f + %.1f | %.1f | %.3f |",
                data,
                placed,
                mean(half, round -> round.effort().nfeForward()),
                mean(half, round -> round.effort().nfeBackward()),
                all.get(all.size() - 1).timing().seconds(),
                trained.history().heldOut().orElseThrow().mean());
    }

    private static double mean(List<RoundRecord> rounds, ToDoubleFunction<RoundRecord> of) {
        return rounds.stream().mapToDouble(of).average().orElse(Double.NaN);
    }
}
