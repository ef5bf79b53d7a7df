package io.tacit.spark.config;

import java.util.LinkedHashMap;
import java.util.List;
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

    /**
     * The keys that the result depends on and that an earlier run had set otherwise: "model.hidden was 64, is 65
     * (--hidden)".
     *
     * @param earlier what {@link #given} said then
     */
    public List<String> differences(Map<String, String> earlier) {
        return Keys.all().stream()
                .filter(key -> !value(earlier, key).equals(value(given(), key)) && isDecisive(key, earlier))
                .map(key -> key.path() + " was " + shown(value(earlier, key)) + ", is " + shown(value(given(), key))
                        + " (" + key.flag() + ")")
                .toList();
    }

    private static String value(Map<String, String> settings, Key<?> key) {
        // Where a phase has no value, its objective decides, and the default of the key need not hold.
        return settings.getOrDefault(key.path(), PhaseKeys.ofTraining().contains(key) ? "" : key.fallback());
    }

    private static String shown(String value) {
        return value.isEmpty() ? "not set" : value;
    }

    /** Whether this configuration with the earlier value of one key is another. */
    private boolean isDecisive(Key<?> key, Map<String, String> earlier) {
        Map<String, String> changed = new LinkedHashMap<>(given());
        changed.remove(key.path());
        Optional.ofNullable(earlier.get(key.path())).ifPresent(value -> changed.put(key.path(), value));
        try {
            return !ConfigLoader.again(changed).config().hash().equals(config.hash());
        } catch (ConfigProblems e) {
            // Only together with other keys does it have a meaning; those are named as well.
            return true;
        }
    }

    /**
     * What was not set: path of each key and the value it has, or what that means where it has none. Where phases have different values,
     * {@code training.phases[0].batch} and so on.
     */
    public Map<String, String> defaults() {
        return Unset.of(settings, ModelConfig.usualPhases(config.model().hasMatching()));
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
