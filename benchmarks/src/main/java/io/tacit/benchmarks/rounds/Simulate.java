package io.tacit.benchmarks.rounds;

import io.tacit.core.random.RandomKey;
import io.tacit.spark.metrics.MetricsLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/simulate}: rounds of many workers whose work is as unequal as it was measured. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Plays rounds of N workers, each on a core of its own. What a worker takes is drawn from what workers took"
                        + " in the rounds of a real training, relative to their mean. Prints a Markdown table: efficiency is examples"
                        + " a second, of what N workers would do without skew and synchronisation.")
public final class Simulate implements Callable<Integer> {

    @Option(names = "--metrics", required = true, description = "metrics.jsonl of a training with several workers")
    private String metrics = "";

    @Option(
            names = "--leave-out",
            defaultValue = "10",
            description = "first rounds, in which the JVM warms up; default ${DEFAULT-VALUE}")
    private int leaveOut;

    @Option(
            names = "--workers",
            split = ",",
            defaultValue = "2,10,100,1000",
            description = "N; default ${DEFAULT-VALUE}")
    private int[] workers = {};

    @Option(names = "--steps", defaultValue = "16", description = "local steps of a round; default ${DEFAULT-VALUE}")
    private int steps;

    @Option(
            names = "--work",
            defaultValue = "2",
            description = "mean seconds of a worker's steps; default ${DEFAULT-VALUE}")
    private double work;

    @Option(
            names = "--sync",
            defaultValue = "0.2",
            description = "seconds of a round beside the work; default ${DEFAULT-VALUE}")
    private double sync;

    @Option(
            names = "--slow",
            defaultValue = "0.01",
            description =
                    "share of workers on a machine that is slow in a round, in the second half of the table; default ${DEFAULT-VALUE}")
    private double slowShare;

    @Option(names = "--slow-factor", defaultValue = "3", description = "how slow; default ${DEFAULT-VALUE}")
    private double slowFactor;

    @Option(names = "--rounds", defaultValue = "2000", description = "that are played; default ${DEFAULT-VALUE}")
    private int rounds;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Simulate()).execute(args));
    }

    @Override
    public Integer call() {
        Skew skew = Skew.of(MetricsLog.read(metrics, new Configuration()), leaveOut);
        System.out.printf(
                Locale.ROOT,
                "%d worker rounds measured, relative standard deviation %.3f; %.2f s of work, %.2f s beside it%n%n",
                skew.measured().length,
                skew.deviation(),
                work,
                sync);
        System.out.println("| machines | workers | rounds | seconds | steps done | idle | efficiency |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        Skew slow = skew.onSlowMachines(slowShare, slowFactor);
        for (int n : workers) {
            rows("alike", skew, n);
        }
        for (int n : workers) {
            rows(String.format(Locale.ROOT, "%.1f %% slow by %.0f", 100 * slowShare, slowFactor), slow, n);
        }
        return 0;
    }

    private void rows(String machines, Skew skew, int n) {
        for (Discipline discipline : disciplines()) {
            double seconds = 0;
            double done = 0;
            double busy = 0;
            for (int round = 0; round < rounds; round++) {
                double[] times = draw(skew, RandomKey.of(1).with(round), n);
                Discipline.Outcome outcome = discipline.play(times, steps);
                seconds += outcome.seconds() + sync;
                done += outcome.done();
                for (double time : times) {
                    busy += Math.min(time, outcome.seconds());
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %s | %.2f | %.1f %% | %.1f %% | %.3f |%n",
                    machines,
                    n,
                    discipline.inWords(),
                    seconds / rounds,
                    100 * done / rounds,
                    100 * (1 - busy / (n * (seconds - rounds * sync))),
                    done * work / seconds);
        }
    }

    private List<Discipline> disciplines() {
        return new ArrayList<>(
                List.of(new Discipline.Synchronous(), new Discipline.Quorum(0.9, 5), new Discipline.Budgeted(work)));
    }

    private double[] draw(Skew skew, RandomKey key, int n) {
        double[] times = new double[n];
        for (int worker = 0; worker < n; worker++) {
            times[worker] = work * skew.draw(key, worker);
        }
        return times;
    }
}
