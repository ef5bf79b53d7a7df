package io.tacit.benchmarks.rounds;

import io.tacit.benchmarks.machine.Line;
import io.tacit.benchmarks.machine.Processor;
import io.tacit.spark.config.TransportConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/rounds}: what a round costs beside its work, for each transport and number of parameters. */
@Command(
        name = "rounds",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Rounds whose work is nothing, on executors that are processes of this machine. Prints a line of JSON"
                        + " for each transport and number of parameters; ms_sync is the median of a round's time but for the slowest"
                        + " worker's own, share_8x100 and share_32x10 its share of a round of 8 steps of 100 ms, or 32 of 10 ms.")
public final class Rounds implements Callable<Integer> {

    @Option(
            names = "--parameters",
            split = ",",
            defaultValue = "43000,1000000,10000000",
            description = "P; default ${DEFAULT-VALUE}")
    private int[] parameters = {};

    @Option(
            names = "--executors",
            defaultValue = "2",
            description = "processes of one core each; default ${DEFAULT-VALUE}")
    private int executors;

    @Option(names = "--workers", defaultValue = "2", description = "logical workers; default ${DEFAULT-VALUE}")
    private int workers;

    @Option(
            names = "--rounds",
            defaultValue = "30",
            description = "that are timed; a fifth from 5 million parameters on; default ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--master",
            defaultValue = Cluster.PROCESSES,
            description = "Spark's, %%d being the executors; default ${DEFAULT-VALUE}")
    private String master = Cluster.PROCESSES;

    @Option(
            names = "--collectives",
            split = ",",
            defaultValue = "flat,tree,sharded",
            description = "of transport rdd; default ${DEFAULT-VALUE}")
    private String[] collectives = {};

    @Option(
            names = "--akka",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "transport akka as well")
    private boolean akka;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Rounds()).execute(args));
    }

    @Override
    public Integer call() {
        double loopback = Loopback.bytesPerSecond();
        System.out.println(new Line()
                .put("cpu", Processor.name())
                .put("cores", Runtime.getRuntime().availableProcessors())
                .put("executors", executors)
                .put("workers", workers)
                .put("loopback_mb_per_s", loopback / 1e6, 0));
        try (Cluster cluster = Cluster.of(master, executors)) {
            for (int p : parameters) {
                for (TransportConfig transport : transports()) {
                    System.out.println(line(new Contestant(transport, p, workers), cluster, loopback));
                }
            }
        }
        return 0;
    }

    private List<TransportConfig> transports() {
        List<TransportConfig> all = new ArrayList<>();
        for (String name : collectives) {
            TransportConfig.Collective collective = TransportConfig.Collective.valueOf(name.toUpperCase(Locale.ROOT));
            all.add(TransportConfig.of(TransportConfig.Kind.RDD, collective));
        }
        if (akka) {
            all.add(TransportConfig.of(TransportConfig.Kind.AKKA, TransportConfig.Collective.FLAT));
        }
        return all;
    }

    private Line line(Contestant contestant, Cluster cluster, double loopback) {
        int timed = contestant.parameters() < 5_000_000 ? rounds : Math.max(3, rounds / 5);
        Contestant.Seconds seconds = contestant.play(cluster, Math.max(2, timed / 3), timed);
        double sync = Contestant.Seconds.median(seconds.synchronisation());
        // θ to each executor, and each worker's result.
        double bytes = 4.0 * contestant.parameters() * (executors + workers);
        return new Line()
                .put("transport", contestant.name())
                .put("parameters", contestant.parameters())
                .put("rounds", timed)
                .put("ms_round", 1e3 * Contestant.Seconds.median(seconds.round()), 1)
                .put("ms_sync", 1e3 * sync, 1)
                .put(
                        "ms_sync_least",
                        1e3 * Arrays.stream(seconds.synchronisation()).min().orElse(0),
                        1)
                .put("ms_loopback", 1e3 * bytes / loopback, 1)
                .put("share_8x100", sync / (sync + 0.8), 4)
                .put("share_32x10", sync / (sync + 0.32), 4);
    }
}
