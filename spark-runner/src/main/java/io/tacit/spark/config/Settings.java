package io.tacit.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A file and the flags that override it, read key by key. Problems are collected, one a key; reading goes on with the
 * fallback, so that all of them are found. {@link #result} throws where there were any.
 */
final class Settings {
    private static final String SPARK = "spark";

    private final Config config;
    private final String source;
    private final Map<String, String> flags;
    private final Map<String, Problem> problems;
    /** How a path is called in messages. */
    private final UnaryOperator<String> called;

    /** {@code source} names the file in messages about what is missing; {@code flags} go from flag, or setting of Spark, to value. */
    Settings(Config config, String source, Map<String, String> flags) {
        this(overridden(config, flags), source, flags, new LinkedHashMap<>(), path -> path);
    }

    private Settings(
            Config config,
            String source,
            Map<String, String> flags,
            Map<String, Problem> problems,
            UnaryOperator<String> called) {
        this.config = config;
        this.source = source;
        this.flags = flags;
        this.problems = problems;
        this.called = called;
    }

    /** What holds in a phase: what its section says, and else what stands here. Problems are of this training. */
    Settings phase(int index, ConfigObject section) {
        Config own = PhaseKeys.placed(section);
        String name = "training.phases[" + index + "]";
        List<String> names = PhaseKeys.names();
        Set<String> set = new LinkedHashSet<>();
        section.toConfig().entrySet().forEach(entry -> {
            String key = String.join(".", ConfigUtil.splitPath(entry.getKey()));
            set.add(key);
            if (!names.contains(key)) {
                String path = name + "." + key;
                add(path, PhaseKeys.unknown(where(entry.getValue().origin()), path, key));
            }
        });
        return new Settings(own.withFallback(config), source, flags, problems, path -> {
            String key = path.substring(path.indexOf('.') + 1);
            return path.startsWith(PhaseKeys.OWN + ".") || set.contains(key) ? name + "." + key : path;
        });
    }

    /** With these values where there are none. */
    Settings with(Config good) {
        return new Settings(config.withFallback(good), source, flags, problems, called);
    }

    private static Config overridden(Config file, Map<String, String> flags) {
        Config result = file;
        boolean budget = Budget.KEYS.stream().anyMatch(key -> flags.containsKey(key.flag()));
        for (Key<?> key : budget ? Budget.KEYS : List.<Key<?>>of()) {
            // A length given on the command line replaces the file's, whatever its unit.
            result = result.withoutPath(key.path());
        }
        if (!PhaseKeys.mayMatch(Optional.ofNullable(flags.get(TrainingKeys.PHASES.flag())))) {
            // Neither do a file's settings of flow-matching hold where the command line asks for other phases.
            result = result.withoutPath(MatchingKeys.SECTION);
        }
        for (Key<?> key : Keys.all()) {
            String value = flags.get(key.flag());
            if (value != null) {
                result = result.withValue(key.path(), ConfigValueFactory.fromAnyRef(value, key.flag()));
            }
        }
        return result;
    }

    boolean has(Key<?> key) {
        return config.hasPath(key.path());
    }

    /** The value where it is set and understood. */
    <T> Optional<T> find(Key<T> key) {
        if (!has(key)) {
            return Optional.empty();
        }
        ConfigValue value = config.getValue(key.path());
        Optional<T> read = key.kind().read(value);
        if (read.isEmpty()) {
            add(called(key), mismatch(key, value));
        }
        return read;
    }

    /** The value, or the fallback. */
    <T> T get(Key<T> key) {
        return find(key).orElseGet(() -> key.kind()
                .read(ConfigValueFactory.fromAnyRef(key.fallback()))
                .orElseThrow(() -> new IllegalStateException(key.path() + " has no default; read it with find")));
    }

    /** The value, or a problem and the key's own path. */
    String required(Key<String> key) {
        if (!has(key)) {
            add(key.path(), Problem.of(source, key.path(), "missing; set it there or with " + key.flag()));
        }
        return find(key).orElse(key.path());
    }

    /** The value as a flag would give it. */
    Optional<String> text(Key<?> key) {
        return has(key) ? Optional.of(text(config.getValue(key.path()))) : Optional.empty();
    }

    /** Whether a phase sets it itself. */
    boolean isOwn(Key<?> key) {
        return has(key) && !called(key).equals(key.path());
    }

    private String called(Key<?> key) {
        return called.apply(key.path());
    }

    /** All keys that are set, with their values as a flag would give them. */
    Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        for (Key<?> key : Keys.all()) {
            text(key).ifPresent(value -> given.put(key.path(), value));
        }
        return given;
    }

    private static String text(ConfigValue value) {
        if (!(value.unwrapped() instanceof List<?> elements)) {
            return String.valueOf(value.unwrapped());
        }
        boolean plain = elements.stream().noneMatch(element -> element instanceof Map);
        return plain ? NameList.joined(elements) : value.render(ConfigRenderOptions.concise());
    }

    /** Settings of the session; their names are not checked, Spark has hundreds. */
    Map<String, String> spark() {
        Map<String, String> all = new LinkedHashMap<>();
        if (config.hasPath(SPARK)) {
            config.getConfig(SPARK)
                    .entrySet()
                    .forEach(entry -> all.put(
                            SPARK + "." + entry.getKey().replace("\"", ""),
                            String.valueOf(entry.getValue().unwrapped())));
        }
        flags.forEach((name, value) -> {
            if (name.startsWith(SPARK + ".")) {
                all.put(name, value);
            }
        });
        return all;
    }

    /** Refuses those of {@code keys} that are set, unless {@code useful}: what would have no effect is an error. */
    void refuseUnless(boolean useful, String why, Key<?>... keys) {
        for (Key<?> key : keys) {
            if (!useful && has(key)) {
                refuse(key, why);
            }
        }
    }

    void refuse(Key<?> key, String why) {
        add(called(key), Problem.of(where(key), called(key), why));
    }

    /** Refuses those of {@code keys} that a phase sets itself. */
    void refuseOwn(String why, List<Key<?>> keys) {
        keys.stream().filter(this::isOwn).forEach(key -> refuse(key, why));
    }

    /** Refuses a name, one of possibly many under {@code key}, that is not among the valid ones. */
    void refuseUnlessOneOf(List<String> valid, Key<?> key, String name) {
        if (!valid.contains(name)) {
            String what = "the data have no column '" + name + "'";
            add(key.path() + "=" + name, new Problem(where(key), key.path(), what, Nearest.to(name, valid)));
        }
    }

    void refuseUnknown() {
        UnknownKeys.of(config.root(), SPARK)
                .forEach(unknown -> add(
                        unknown.path(),
                        new Problem(where(unknown.origin()), unknown.path(), unknown.what(), unknown.nearest())));
    }

    /** The section, or a problem where its values do not go together; {@code blamed} says where. */
    <T> Optional<T> attempt(Key<?> blamed, Function<Settings, T> section) {
        try {
            return Optional.of(section.apply(this));
        } catch (IllegalArgumentException e) {
            add(e.toString(), Problem.of(has(blamed) ? where(blamed) : source, "", String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    <T> T result(Optional<T> read) {
        if (!problems.isEmpty()) {
            throw new ConfigProblems(new ArrayList<>(problems.values()));
        }
        return read.orElseThrow();
    }

    String where(Key<?> key) {
        return has(key) ? where(config.getValue(key.path()).origin()) : source;
    }

    private String where(ConfigOrigin origin) {
        String file = origin.filename() == null ? source : origin.filename();
        return origin.lineNumber() < 0 ? origin.description() : file + ":" + origin.lineNumber();
    }

    private void add(String about, Problem problem) {
        problems.putIfAbsent(about, problem);
    }

    private Problem mismatch(Key<?> key, ConfigValue value) {
        String came = value.render(ConfigRenderOptions.concise());
        Optional<String> nearest = Nearest.to(String.valueOf(value.unwrapped()), key.names());
        return new Problem(where(value.origin()), called(key), "expected " + key.expected() + ", got " + came, nearest);
    }
}
