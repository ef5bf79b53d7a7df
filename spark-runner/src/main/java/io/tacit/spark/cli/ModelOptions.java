package io.tacit.spark.cli;

import io.tacit.core.engine.Engines;
import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.EngineConfig;
import io.tacit.spark.config.Key;
import io.tacit.spark.config.Keys;
import io.tacit.spark.config.Problem;
import io.tacit.spark.driver.ModelUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options of the commands that use a trained model. */
final class ModelOptions {
    @Parameters(paramLabel = "RUN", description = "Output directory of a training, path or URI.")
    private String run = "";

    @Option(
            names = "--device",
            paramLabel = "auto|cpu|gpu",
            description = "Where programs are executed. Default: auto.")
    private String device = "auto";

    @Option(
            names = "--threads",
            paramLabel = "<threads>",
            description =
                    "Threads of the cpu engine in each task. Default: spark.task.cpus, or all cores in a local run.")
    private Optional<Integer> threads = Optional.empty();

    /** The model, where everything about the call was right. */
    ModelUse model(Invocation invocation, Map<String, String> spark) {
        List<Problem> problems = new ArrayList<>(invocation.problems());
        Optional<Engines.Choice> chosen = List.of(Engines.Choice.values()).stream()
                .filter(d -> d.name().toLowerCase(Locale.ROOT).equals(device))
                .findFirst();
        if (chosen.isEmpty()) {
            problems.add(Problem.of("", "--device", "expected one of auto, cpu, gpu, got \"" + device + "\""));
        }
        if (!run.isEmpty() && !run.contains(":") && !Files.isDirectory(Path.of(run))) {
            problems.add(Problem.of("", "RUN", "no such directory: " + run));
        }
        threads.filter(n -> n < 1)
                .map(n -> Problem.of("", "--threads", "expected a whole number of 1 or more, got " + n))
                .ifPresent(problems::add);
        if (!problems.isEmpty()) {
            throw new ConfigProblems(problems);
        }
        return new ModelUse(run, new EngineConfig(chosen.orElseThrow(), threads), spark, reading(invocation));
    }

    /** How the table is written and how much of it is measured, where that is said anew. */
    private static Map<String, String> reading(Invocation invocation) {
        List<Key<?>> possible = Keys.measuring().stream()
                .filter(key -> invocation.parsed().commandSpec().findOption(key.flag()) != null)
                .toList();
        return KeyOptions.given(invocation.parsed(), possible, Key::path);
    }
}
