package io.tacit.benchmarks.rounds;

import io.tacit.spark.transport.rdd.Collective;
import io.tacit.spark.transport.rdd.CostModel;
import io.tacit.spark.transport.rdd.Network;
import io.tacit.spark.transport.rdd.Payload;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/predict}: what the cost model says of rounds that nobody has the machines for. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Prints a Markdown table of the seconds that a round takes beside its work, by the cost model that training"
                        + " itself chooses collectives by. Each worker has a slot of its own; no optimizer states travel.")
public final class Predict implements Callable<Integer> {

    @Option(
            names = "--workers",
            split = ",",
            defaultValue = "2,10,100,1000",
            description = "N; default ${DEFAULT-VALUE}")
    private int[] workers = {};

    @Option(
            names = "--parameters",
            split = ",",
            defaultValue = "43000,1000000,10000000,100000000",
            description = "P; default ${DEFAULT-VALUE}")
    private long[] parameters = {};

    @Option(names = "--job-seconds", defaultValue = "0.2", description = "L, of an empty job; default ${DEFAULT-VALUE}")
    private double jobSeconds;

    @Option(
            names = "--mb-per-second",
            defaultValue = "1000",
            description = "beta, into the driver; default ${DEFAULT-VALUE}, as 10 Gbit/s give")
    private double megabytes;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Predict()).execute(args));
    }

    @Override
    public Integer call() {
        System.out.println("| workers | parameters | flat | tree of depth 2 | tree of depth 3 | sharded |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (int n : workers) {
            for (long p : parameters) {
                CostModel model =
                        new CostModel(new Network(jobSeconds, megabytes * 1e6), n, n, new Payload(p, Float.BYTES));
                System.out.printf(
                        Locale.ROOT,
                        "| %,d | %,d | %.2f s | %.2f s | %.2f s | %.2f s |%n",
                        n,
                        p,
                        model.seconds(new Collective.Flat()),
                        model.seconds(Collective.Tree.of(2, n)),
                        model.seconds(Collective.Tree.of(3, n)),
                        model.seconds(new Collective.Sharded((int) Math.min(n, p))));
            }
        }
        return 0;
    }
}
