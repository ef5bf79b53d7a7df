package io.tacit.benchmarks.quality;

import io.tacit.benchmarks.machine.Processor;
import io.tacit.core.adjoint.Checkpointed;
import io.tacit.core.layer.Cnf;
import io.tacit.core.layer.Divergence;
import io.tacit.core.layer.Noise;
import io.tacit.core.layer.Penalties;
import io.tacit.core.nn.Activation;
import io.tacit.core.solve.FixedSteps;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.train.CnfSettings;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.driver.TrainedModel;
import io.tacit.spark.driver.Training;
import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.metrics.Progress;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.model.CnfModel;
import io.tacit.spark.model.ModelFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code benchmarks/ablation}: one flow, one table, many settings of its training. */
@Command(
        name = "ablation",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Trains a flow on a table once for each line of a file: NAME | SETTINGS, the settings as below training in a"
                        + " configuration. Prints a row of Markdown for each: nats of validation and test records, standardised, solved to"
                        + " 1e-4 with the exact trace; seconds of training in a process that is warm after the first line.")
public final class Ablation implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "settings, one training a line; # begins a comment")
    private Path settings = Path.of("");

    @Option(names = "--data", required = true, description = "Parquet")
    private String data = "";

    @Option(names = "--id", defaultValue = "record", description = "default ${DEFAULT-VALUE}")
    private String id = "";

    @Option(names = "--columns", split = ",", required = true)
    private String[] columns = {};

    @Option(names = "--hidden", defaultValue = "64", description = "units of three layers; default ${DEFAULT-VALUE}")
    private int hidden;

    @Option(names = "--fixed-steps", defaultValue = "3", description = "of likelihood; default ${DEFAULT-VALUE}")
    private int fixedSteps;

    @Option(names = "--master", defaultValue = "local[2]", description = "default ${DEFAULT-VALUE}")
    private String master = "";

    public static void main(String[] args) {
        System.exit(new CommandLine(new Ablation()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        List<String> lines = Files.readAllLines(settings).stream()
                .filter(line -> line.contains("|") && !line.startsWith("#"))
                .toList();
        try (SparkSession spark = SparkSession.builder()
                .master(master)
                .config("spark.ui.enabled", false)
                .getOrCreate()) {
            Dataset<Row> table = spark.read().parquet(data);
            System.out.println("Processor: " + Processor.name() + ", " + master + "\n");
            System.out.println("| training | rounds | examples | seconds | validation | test |");
            System.out.println("| -------- | ------ | -------- | ------- | ---------- | ---- |");
            for (String line : lines) {
                int bar = line.indexOf('|');
                System.out.println(row(line.substring(0, bar).strip(), trained(table, line.substring(bar + 1))));
            }
        }
        return 0;
    }

    private TrainedModel trained(Dataset<Row> table, String text) {
        return Training.of(TrainingConfig.parse(text))
                .columns(columns)
                .id(id)
                .progress(Progress.plain(System.err, InstantSource.system()))
                .train(table, flow(columns.length, hidden, fixedSteps));
    }

    /** As a configuration with {@code model.solver.fixedSteps} makes it. */
    static ModelFactory flow(int dimension, int width, int steps) {
        return engine -> {
            int[] widths = new int[3];
            Arrays.fill(widths, width);
            CnfSettings usual = CnfSettings.tolerance(1e-4);
            CnfSettings settings = new CnfSettings(
                    new Divergence.Hutchinson(Noise.RADEMACHER),
                    Penalties.NONE,
                    Solver.of(new Dopri5(), new FixedSteps(steps)).with(Stepping.PER_TILE),
                    new Checkpointed(),
                    usual.scoring());
            return CnfModel.of(engine, Cnf.ffjord(dimension, 1, Activation.TANH, widths), settings);
        };
    }

    private static String row(String name, TrainedModel model) {
        List<RoundRecord> rounds = model.history().rounds();
        RoundRecord last = rounds.get(rounds.size() - 1);
        return String.format(
                Locale.ROOT,
                "| %s | %d | %,d | %.1f | %s | %s |",
                name,
                last.round(),
                last.examples().total(),
                last.timing().seconds(),
                last.likelihood().validation().map(Ablation::text).orElse("-"),
                model.history().heldOut().map(Ablation::text).orElse("-"));
    }

    private static String text(Estimate nll) {
        return String.format(Locale.ROOT, "%.3f", nll.mean());
    }
}
