package io.tacit.benchmarks.rounds;

import io.tacit.benchmarks.machine.Line;
import io.tacit.benchmarks.machine.Processor;
import io.tacit.core.data.ToyDensity;
import io.tacit.core.layer.Cnf;
import io.tacit.core.nn.Activation;
import io.tacit.core.train.CnfSettings;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.driver.Training;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.model.CnfModel;
import io.tacit.spark.model.ModelFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/scaling}: a flow trained on one executor, two, ... */
@Command(
        name = "scaling",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Trains a flow on 1, 2, ... executors of one core each, processes of this machine. weak: as many logical"
                        + " workers as executors, each with the same batch; strong: the same workers on fewer or more executors."
                        + " efficiency is examples a second for an executor, of what one alone does. Prints lines of JSON.")
public final class Scaling implements Callable<Integer> {

    @Option(names = "--executors", split = ",", defaultValue = "1,2", description = "default ${DEFAULT-VALUE}")
    private int[] executors = {};

    @Option(
            names = "--batch",
            defaultValue = "4000",
            description = "examples of a local step; default ${DEFAULT-VALUE}")
    private int batch;

    @Option(names = "--local-steps", defaultValue = "8", description = "default ${DEFAULT-VALUE}")
    private int localSteps;

    @Option(
            names = "--rounds",
            defaultValue = "12",
            description = "the first third is warm-up; default ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--records", defaultValue = "40000", description = "default ${DEFAULT-VALUE}")
    private int records;

    @Option(
            names = "--master",
            defaultValue = Cluster.PROCESSES,
            description = "Spark's, %%d being the executors; default ${DEFAULT-VALUE}")
    private String master = Cluster.PROCESSES;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Scaling()).execute(args));
    }

    @Override
    public Integer call() {
        System.out.println(new Line()
                .put("cpu", Processor.name())
                .put("cores", Runtime.getRuntime().availableProcessors()));
        int most = Arrays.stream(executors).max().orElse(1);
        double weakAlone = Double.NaN;
        double strongAlone = Double.NaN;
        for (int n : executors) {
            try (Cluster cluster = Cluster.of(master, n)) {
                Rates weak = train(cluster, n);
                Rates strong = n == most ? weak : train(cluster, most);
                weakAlone = Double.isNaN(weakAlone) ? weak.examples / n : weakAlone;
                strongAlone = Double.isNaN(strongAlone) ? strong.examples / n : strongAlone;
                System.out.println(line("weak", n, n, weak, weak.examples / n / weakAlone));
                System.out.println(line("strong", n, most, strong, strong.examples / n / strongAlone));
            }
        }
        return 0;
    }

    private static Line line(String kind, int n, int workers, Rates rates, double efficiency) {
        return new Line()
                .put("scaling", kind)
                .put("executors", n)
                .put("workers", workers)
                .put("examples_per_s", rates.examples, 0)
                .put("efficiency", efficiency, 3)
                .put("s_round", rates.round, 3)
                .put("s_work", rates.work, 3)
                .put("sync_share", 1 - rates.work / rates.round, 3);
    }

    /** Medians over rounds: examples a second, and seconds of a round and of its busiest slot. */
    private record Rates(double examples, double round, double work) {}

    private Rates train(Cluster cluster, int workers) {
        TrainingConfig config = TrainingConfig.parse("workers = " + workers + ", batch = " + batch + ", localSteps = "
                + localSteps + ", rounds = " + rounds + ", evaluateEvery = 1000000, averaging.optimizerState = reset");
        ModelFactory flow = engine ->
                CnfModel.of(engine, Cnf.ffjord(2, 1, Activation.TANH, 64, 64, 64), CnfSettings.tolerance(1e-5));
        List<RoundRecord> played = Training.of(config)
                .columns("x", "y")
                .shares(0, 0)
                .train(cluster.points(ToyDensity.PINWHEEL, records), flow)
                .history()
                .rounds();
        List<RoundRecord> warm = played.subList(rounds / 3, rounds);
        return new Rates(
                median(warm.stream()
                        .mapToDouble(r -> r.timing().examplesPerSecond())
                        .toArray()),
                median(warm.stream().mapToDouble(Scaling::seconds).toArray()),
                median(warm.stream().mapToDouble(Scaling::busy).toArray()));
    }

    private static double seconds(RoundRecord round) {
        return round.examples().inRound() / round.timing().examplesPerSecond();
    }

    private static double busy(RoundRecord round) {
        return seconds(round) * (1 - round.timing().syncShare());
    }

    private static double median(double[] values) {
        return Contestant.Seconds.median(values);
    }
}
