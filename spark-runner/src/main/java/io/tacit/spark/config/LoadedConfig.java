package io.tacit.spark.config;

import java.util.Map;
import java.util.Optional;

/**
 * A configuration together with where each value was set, for problems that show later, such as a column that the data
 * does not have.
 */
public final class LoadedConfig {
    private final RunConfig config;
    private final Settings settings;

    LoadedConfig(RunConfig config, Settings settings) {
        this.config = config;
        this.settings = settings;
    }

    public RunConfig config() {
        return config;
    }

    /** What was set, in the file or by a flag: path of each key and its value as text. */
    public Map<String, String> given() {
        return settings.given();
    }

    /** A problem of the value of {@code path}, such as {@code data.columns}, with the file and line where it stands. */
    public Problem problem(String path, String what, Optional<String> nearest) {
        String where = Keys.all().stream()
                .filter(key -> key.path().equals(path))
                .findFirst()
                .map(settings::where)
                .orElseThrow(() -> new IllegalArgumentException("no key " + path));
        return new Problem(where, path, what, nearest);
    }
}
