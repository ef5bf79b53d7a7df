package io.tacit.spark.cli;

import io.tacit.spark.config.ConfigLoader;
import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.Key;
import io.tacit.spark.config.Keys;
import io.tacit.spark.config.LoadedConfig;
import io.tacit.spark.config.Problem;
import io.tacit.spark.driver.Operations;
import io.tacit.spark.driver.TrainRequest;
import io.tacit.spark.driver.TrainRequest.Start;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tacit train}: every key of a configuration is an option here as well. */
@Command(name = "train", description = "Trains a model as a configuration says; options override its keys.")
final class TrainCommand implements TacitCommand {
    private final Supplier<Operations> operations;
    private final Signals signals;

    @Parameters(arity = "0..1", paramLabel = "CONFIG", description = "Configuration file in HOCON.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--resume", description = "Go on from the newest checkpoint of the output directory.")
    private boolean resume;

    @Mixin
    private CommonOptions common = new CommonOptions();

    TrainCommand(Supplier<Operations> operations, Signals signals) {
        this.operations = operations;
        this.signals = signals;
    }

    @Override
    public void declare(CommandSpec spec) {
        Keys.all().forEach(key -> spec.addOption(KeyOptions.option(key)));
        Purpose.structure(spec.usageMessage(), Keys.all().stream().collect(Collectors.toMap(Key::flag, Key::path)));
    }

    @Override
    public ExitCode run(Invocation invocation) {
        LoadedConfig config = config(invocation);
        Start start = resume ? Start.RESUME : Start.FRESH;
        return new Watched(invocation, common, signals)
                .run(watcher ->
                        operations.get().train(new TrainRequest(config, start, watcher.stop(), watcher.progress())));
    }

    /** Problems of the options come together with those of the file. */
    private LoadedConfig config(Invocation invocation) {
        List<Problem> problems = new ArrayList<>(invocation.problems());
        try {
            LoadedConfig config = load(flags(invocation));
            invocation.demandNoProblems();
            return config;
        } catch (ConfigProblems e) {
            e.problems().stream().filter(p -> !problems.contains(p)).forEach(problems::add);
            throw new ConfigProblems(problems);
        }
    }

    private LoadedConfig load(Map<String, String> flags) {
        return file.map(path -> ConfigLoader.load(path, flags, DataColumns::of))
                .orElseGet(() -> ConfigLoader.load(flags, DataColumns::of));
    }

    private Map<String, String> flags(Invocation invocation) {
        Map<String, String> flags = new LinkedHashMap<>(common.spark());
        flags.putAll(KeyOptions.given(invocation.parsed(), Keys.all(), Key::flag));
        return flags;
    }
}
