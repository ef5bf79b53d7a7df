package io.tacit.spark.config;

import com.typesafe.config.ConfigFactory;
import io.tacit.spark.config.DataConfig.Format;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where a table lies and how it is written. */
public record TableLocation(String path, Format format, CsvDialect csv) {

    /**
     * A table for a model that was trained on another one, and written alike unless something else is said.
     *
     * @param trained what {@link LoadedConfig#given} said of the training
     * @param said the same for what is said now
     * @throws ConfigProblems where what is said is wrong
     */
    public static TableLocation of(String path, Map<String, String> trained, Map<String, String> said) {
        Map<String, String> flags = new HashMap<>();
        flags.put(DataKeys.DATA_PATH.flag(), path);
        Format format = byName(path).orElse(formatOf(trained));
        flags.put(DataKeys.FORMAT.flag(), said.getOrDefault(DataKeys.FORMAT.path(), Kind.name(format)));
        boolean alike = flags.get(DataKeys.FORMAT.flag()).equals(Kind.name(Format.CSV));
        for (Key<?> key : CsvDialect.KEYS) {
            Optional.ofNullable(said.get(key.path()))
                    .or(() -> Optional.ofNullable(alike ? trained.get(key.path()) : null))
                    .ifPresent(value -> flags.put(key.flag(), value));
        }
        Settings settings = new Settings(ConfigFactory.empty(), "the configuration of the training", flags);
        return settings.result(settings.attempt(DataKeys.DATA_PATH, DataConfig::read))
                .location();
    }

    /** Whether a path could be a pattern: it is one where nothing has that name. */
    public static boolean isPattern(String path) {
        return path.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    private static Optional<Format> byName(String path) {
        if (Format.of(path) == Format.CSV) {
            return Optional.of(Format.CSV);
        }
        return path.toLowerCase(Locale.ROOT).matches(".*\\.parquet/*") ? Optional.of(Format.PARQUET) : Optional.empty();
    }

    private static Format formatOf(Map<String, String> trained) {
        return Format.CSV.name().equalsIgnoreCase(trained.getOrDefault(DataKeys.FORMAT.path(), ""))
                ? Format.CSV
                : Format.of(trained.getOrDefault(DataKeys.DATA_PATH.path(), ""));
    }
}
