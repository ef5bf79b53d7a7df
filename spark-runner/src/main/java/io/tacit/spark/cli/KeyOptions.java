package io.tacit.spark.cli;

import io.tacit.spark.config.Key;
import io.tacit.spark.config.PhaseDefaults;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Keys of a configuration as options of a command. */
final class KeyOptions {
    private KeyOptions() {}

    static OptionSpec option(Key<?> key) {
        OptionSpec.Builder option = OptionSpec.builder(key.flag());
        return (key.isList() ? option.type(List.class).auxiliaryTypes(String.class) : option.type(String.class))
                .paramLabel(key.names().isEmpty() ? "<" + key.unit() + ">" : String.join("|", key.names()))
                .description(key.meaning() + "." + inPhases(key), "[" + key.path() + defaultText(key) + "]")
                .build();
    }

    private static String inPhases(Key<?> key) {
        return PhaseDefaults.inWords(key)
                .map(text -> " Where nothing sets it, " + text + ".")
                .orElse("");
    }

    private static String defaultText(Key<?> key) {
        return key.fallback().isEmpty() ? "" : ", default: " + key.fallback();
    }

    /** Those of the options that were given, by a name of the key. */
    static Map<String, String> given(ParseResult parsed, List<Key<?>> keys, Function<Key<?>, String> name) {
        Map<String, String> given = new LinkedHashMap<>();
        for (Key<?> key : keys) {
            if (parsed.hasMatchedOption(key.flag())) {
                given.put(name.apply(key), value(parsed.matchedOptionValue(key.flag(), (Object) "")));
            }
        }
        return given;
    }

    /** The values of an option that came several times are one list. */
    private static String value(Object matched) {
        return matched instanceof List<?> all
                ? all.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(matched);
    }
}
