package io.tacit.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.tacit.spark.failure.Explanation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a configuration file and the flags that override it. */
public final class ConfigLoader {
    private static final String FLAGS_ONLY = "command line";

    /** Of files that include themselves: every one of fifty times. */
    private static final Pattern TRACE = Pattern.compile("\\.? Trace: \\[.*]");

    private ConfigLoader() {}

    /**
     * The configuration in {@code file}, with {@code flags} (from {@code --batch}, or from
     * {@code spark.master}, to its value) in place of the file's values.
     *
     * @throws ConfigProblems naming everything that is wrong, with file and line
     */
    public static LoadedConfig load(Path file, Map<String, String> flags, ColumnNames columns) {
        return read(new Settings(parsed(file), file.toString(), flags), columns);
    }

    /** The same without a file. */
    public static LoadedConfig load(Map<String, String> flags, ColumnNames columns) {
        return read(new Settings(ConfigFactory.empty(), FLAGS_ONLY, flags), columns);
    }

    /**
     * A configuration of an earlier run.
     *
     * @param given what {@link LoadedConfig#given} said then
     */
    public static LoadedConfig again(Map<String, String> given) {
        Map<String, String> flags = new LinkedHashMap<>();
        Keys.all().stream()
                .filter(key -> given.containsKey(key.path()))
                .forEach(key -> flags.put(key.flag(), String.valueOf(given.get(key.path()))));
        Settings settings = new Settings(ConfigFactory.empty(), "the configuration of the training", flags);
        // The data of the training need not be there any more.
        return assembled(settings, settings.attempt(DataKeys.VALIDATION, DataConfig::read));
    }

    /** The same with some keys set anew. */
    public static LoadedConfig again(Map<String, String> given, Map<String, String> anew) {
        Map<String, String> all = new LinkedHashMap<>(given);
        all.putAll(anew);
        return again(all);
    }

    private static LoadedConfig read(Settings settings, ColumnNames columns) {
        settings.refuseUnknown();
        Optional<DataConfig> data = settings.attempt(DataKeys.VALIDATION, DataConfig::read);
        data.ifPresent(d -> {
            Optional<List<String>> names = checkData(d, columns, settings);
            checkReport(d, names, settings);
        });
        return assembled(settings, data);
    }

    private static LoadedConfig assembled(Settings settings, Optional<DataConfig> data) {
        Optional<ModelConfig> model = settings.attempt(ModelKeys.METHOD, ModelConfig::read);
        boolean matches = model.map(ModelConfig::hasMatching).orElse(false);
        Optional<TrainingConfig> training = settings.attempt(
                TrainingKeys.SECONDS, all -> TrainingConfig.read(all, ModelConfig.usualPhases(matches)));
        training.filter(t -> !matches)
                .filter(TrainingConfig::matches)
                .ifPresent(t -> settings.refuse(
                        TrainingKeys.PHASES,
                        "flow-matching needs a flow with one vector field, and model.blocks is "
                                + settings.get(ModelKeys.BLOCKS)
                                + ": set model.blocks = 1, or training.phases = likelihood"));
        Optional<EngineConfig> engine = settings.attempt(OutputKeys.DEVICE, EngineConfig::read);
        ReportConfig report = ReportConfig.read(settings);
        String output = settings.required(OutputKeys.OUTPUT);
        return new LoadedConfig(
                settings.result(data.flatMap(d -> model.flatMap(m -> training.flatMap(
                        t -> engine.map(e -> new RunConfig(d, m, t, e, report, settings.spark(), output)))))),
                settings);
    }

    /** The columns of the data, where they are what they are to be read as. */
    private static Optional<List<String>> checkData(DataConfig data, ColumnNames columns, Settings settings) {
        Optional<String> missing = LocalFiles.missing(data.path());
        if (missing.isPresent()) {
            settings.refuse(DataKeys.DATA_PATH, missing.get());
            return Optional.empty();
        }
        try {
            Optional<List<String>> present = columns.of(data);
            present.ifPresent(names -> {
                data.columns().stream()
                        .filter(column -> !names.contains(withoutElement(column)))
                        .forEach(column -> settings.refuseUnlessOneOf(names, DataKeys.COLUMNS, column));
                data.dequantize().forEach(one -> settings.refuseUnlessOneOf(names, DataKeys.DEQUANTIZE, one.column()));
                data.id().ifPresent(column -> settings.refuseUnlessOneOf(names, DataKeys.ID, column));
            });
            return present;
        } catch (ConfigProblems e) {
            settings.refuse(
                    DataKeys.DATA_PATH, e.problems().stream().map(Problem::what).collect(Collectors.joining("; ")));
            return Optional.empty();
        }
    }

    /** {@code features} for {@code features[3]}. */
    private static String withoutElement(String column) {
        return column.replaceFirst("\\[\\d+]$", "");
    }

    private static void checkReport(DataConfig data, Optional<List<String>> present, Settings settings) {
        Optional<List<String>> learned = data.columns().isEmpty() ? present : Optional.of(data.columns());
        learned.ifPresent(names -> ReportConfig.read(settings).check(names, settings));
    }

    private static Config parsed(Path file) {
        if (Files.isDirectory(file)) {
            throw unreadable(file, "is a directory; expected a configuration file");
        }
        if (!Files.isRegularFile(file)) {
            throw new ConfigProblems(
                    List.of(Problem.of("", "", "no such configuration file: " + file + LocalFiles.didYouMean(file))));
        }
        try {
            return ConfigFactory.parseFile(
                            file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
                    .resolve();
        } catch (ConfigException.IO e) {
            throw unreadable(file, "cannot be read: " + Explanation.of(e).text());
        } catch (ConfigException e) {
            String why = Explanation.of(e).text();
            throw unreadable(file, "not HOCON: " + TRACE.matcher(why).replaceFirst(""));
        } catch (StackOverflowError e) {
            throw unreadable(file, "not HOCON: nested too deeply; a configuration has three levels");
        }
    }

    private static ConfigProblems unreadable(Path file, String why) {
        return new ConfigProblems(List.of(Problem.of(file.toString(), "", why)));
    }
}
