package io.tacit.benchmarks.quality;

import io.tacit.core.engine.Engines;
import io.tacit.core.random.RandomKey;
import io.tacit.spark.config.ColumnNames;
import io.tacit.spark.config.ConfigLoader;
import io.tacit.spark.config.RunConfig;
import io.tacit.spark.model.CnfFactory;
import io.tacit.spark.model.EngineChoice;
import io.tacit.spark.model.Model;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.WorkPlan;
import io.tacit.spark.worker.WorkerShard;
import io.tacit.spark.worker.WorkerState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a worker does in a round, again and again on one thread of a process of its own: no Spark, no rounds to wait for. Prints examples a
 * second.
 */
public final class Plain {
    private static final double NANOS = 1e9;
    private static final double WARM_UP = 12;
    private static final double MEASURED = 12;

    private Plain() {}

    /** @param args a configuration, and a CSV file of standardised records */
    public static void main(String[] args) throws IOException {
        RunConfig config = ConfigLoader.load(Path.of(args[0]), Map.of(), ColumnNames.UNKNOWN)
                .config();
        WorkerShard records = Prepared.read(Path.of(args[1]));
        EngineChoice one = new EngineChoice(Engines.Choice.CPU, config.model().precision(), 1);
        Model model = ModelRecipe.of(
                        new CnfFactory(config.model(), records.all().dim()), one)
                .model();
        WorkPlan plan = WorkPlan.of(config.training());
        RoundStart start =
                plan.first(model.initialTheta(RandomKey.of(config.training().seed())));
        rate(WARM_UP, () -> work(plan, model, records, start));
        System.out.println(rate(MEASURED, () -> work(plan, model, records, start)));
    }

    private static long work(WorkPlan plan, Model model, WorkerShard records, RoundStart start) {
        return plan.run(model, records, start, WorkerState.EMPTY, 0).report().examples();
    }

    private static double rate(double seconds, java.util.function.LongSupplier work) {
        long began = System.nanoTime();
        long examples = 0;
        do {
            examples += work.getAsLong();
        } while (System.nanoTime() - began < seconds * NANOS);
        return examples / ((System.nanoTime() - began) / NANOS);
    }

    /** Examples a second of two such processes at a time, as multiples of one alone. */
    static double ceiling(Build build, Path records, Path logs) throws IOException, InterruptedException {
        double alone = together(1, build, records, logs);
        return together(2, build, records, logs) / alone;
    }

    private static double together(int processes, Build build, Path records, Path logs)
            throws IOException, InterruptedException {
        List<Launch> launches = new ArrayList<>();
        List<Process> started = new ArrayList<>();
        try {
            for (int i = 0; i < processes; i++) {
                Launch launch = new Launch(
                        command(records),
                        build.home(),
                        Map.of(),
                        logs.resolve("plain-" + processes + "-" + i + ".log"));
                launches.add(launch);
                started.add(launch.start());
            }
            double sum = 0;
            for (int i = 0; i < processes; i++) {
                launches.get(i).demandSuccess(started.get(i));
                List<String> output = launches.get(i).output();
                sum += Double.parseDouble(output.get(output.size() - 1));
            }
            return sum;
        } finally {
            started.forEach(Process::destroy);
        }
    }

    private static List<String> command(Path records) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Plain.class.getName()));
        command.addAll(List.of(Build.CONFIGURATION, records.toString()));
        return command;
    }
}
