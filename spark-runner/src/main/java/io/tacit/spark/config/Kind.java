package io.tacit.spark.config;

import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What values a key takes and how they are read.
 *
 * @param expected for messages, as in "expected a whole number from 1"
 * @param names the valid names, where it is a choice
 * @param reader the value, or nothing where it cannot be understood
 * @param valid whether a value lies in range
 * @param values how many there are under one key
 */
record Kind<T>(
        String expected,
        List<String> names,
        Function<ConfigValue, Optional<T>> reader,
        Predicate<T> valid,
        Values values) {

    /** A list is written with commas between its elements, and an option for it may come several times. */
    enum Values {
        ONE,
        LIST
    }

    Kind(String expected, List<String> names, Function<ConfigValue, Optional<T>> reader, Predicate<T> valid) {
        this(expected, names, reader, valid, Values.ONE);
    }

    Optional<T> read(ConfigValue value) {
        return reader.apply(value).filter(valid);
    }

    static Kind<Integer> whole(int min, int max) {
        String expected = "a whole number from " + min + (max == Integer.MAX_VALUE ? "" : " to " + max);
        return new Kind<>(expected, List.of(), scalar(Integer::valueOf), n -> n >= min && n <= max);
    }

    static Kind<Integer> whole(int min) {
        return whole(min, Integer.MAX_VALUE);
    }

    static Kind<Long> any64() {
        return new Kind<>("a whole number of 64 bits", List.of(), scalar(Long::valueOf), n -> true);
    }

    static Kind<Long> whole64(long min) {
        return new Kind<>("a whole number from " + min, List.of(), scalar(Long::valueOf), n -> n >= min);
    }

    static Kind<Double> real(String expected, Predicate<Double> valid) {
        return new Kind<>(expected, List.of(), scalar(Double::valueOf), x -> Double.isFinite(x) && valid.test(x));
    }

    static Kind<Double> fraction() {
        return real("a fraction from 0 and below 1", x -> x >= 0 && x < 1);
    }

    static Kind<Double> positive() {
        return real("a number above 0", x -> x > 0);
    }

    static Kind<Double> notNegative() {
        return real("a number from 0", x -> x >= 0);
    }

    static Kind<String> text() {
        return new Kind<>("some text", List.of(), scalar(String::valueOf), s -> !s.isBlank());
    }

    /** A name as it stands in a list. */
    static Kind<String> name() {
        return new Kind<>("a name", List.of(), verbatim(NameList::name), s -> !s.isBlank());
    }

    /** Some characters that are not a line break, blanks included: tab and space have names. */
    static Kind<String> separator() {
        return new Kind<>(
                "one or more characters, tab or space",
                List.of(),
                verbatim(Kind::spelled),
                s -> !s.isEmpty() && s.indexOf('\n') < 0 && s.indexOf('\r') < 0);
    }

    /** One character, or the word none. */
    static Kind<Optional<Character>> character() {
        return new Kind<>(
                "one character or none",
                List.of(),
                value -> verbatim(Kind::spelled)
                        .apply(value)
                        .filter(s -> s.length() == 1 || s.equals("none"))
                        .map(s -> s.length() == 1 ? Optional.of(s.charAt(0)) : Optional.empty()),
                c -> true);
    }

    static Kind<Character> decimal() {
        return new Kind<>(
                "a point or a comma",
                List.of(),
                value -> scalar(String::valueOf)
                        .apply(value)
                        .filter(s -> s.length() == 1)
                        .map(s -> s.charAt(0)),
                c -> c == '.' || c == ',');
    }

    /** Those that Spark reads since its version 4. */
    static Kind<String> charset() {
        List<String> names = List.of("UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "ISO-8859-1", "US-ASCII");
        return new Kind<>(
                "one of " + String.join(", ", names)
                        + " (Spark reads no other: for windows-1252, ISO-8859-1 gives the same numbers; any can be"
                        + " converted: iconv -f ENCODING -t UTF-8 OLD.csv > NEW.csv)",
                List.of(),
                value -> scalar(String::valueOf).apply(value).map(Kind::canonical),
                names::contains);
    }

    private static String canonical(String charset) {
        try {
            return Charset.forName(charset).name();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return charset;
        }
    }

    private static String spelled(String text) {
        return switch (text) {
            case "tab", "\\t" -> "\t";
            case "space" -> " ";
            default -> text;
        };
    }

    private static <T> Function<ConfigValue, Optional<T>> verbatim(Function<String, T> meaning) {
        return value -> value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST
                ? Optional.empty()
                : Optional.of(meaning.apply(String.valueOf(value.unwrapped())));
    }

    /** A HOCON list, or words with commas between them; a word with a comma stands in double quotes. */
    static Kind<List<String>> texts() {
        return new Kind<>(
                "a list of names", List.of(), Kind::list, all -> all.stream().noneMatch(String::isBlank), Values.LIST);
    }

    /** Columns with their steps. */
    static Kind<List<Dequantize>> steps() {
        return new Kind<>(
                "COLUMN or COLUMN=STEP with a step above 0, with commas between them, each column once",
                List.of(),
                value -> list(value).flatMap(Dequantize::parse),
                all -> all.stream().noneMatch(one -> one.column().isBlank()),
                Values.LIST);
    }

    /** The constants of an enum, written in lower case with hyphens. */
    static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Kind::name).toList();
        return new Kind<>(
                "one of " + String.join(", ", names),
                names,
                value -> scalar(String::valueOf).apply(value).flatMap(s -> Arrays.stream(type.getEnumConstants())
                        .filter(e -> name(e).equals(s))
                        .findFirst()),
                e -> true);
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <T> Function<ConfigValue, Optional<T>> scalar(Function<String, T> parse) {
        return value -> {
            if (value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST) {
                return Optional.empty();
            }
            try {
                return Optional.of(parse.apply(String.valueOf(value.unwrapped()).strip()));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        };
    }

    private static Optional<List<String>> list(ConfigValue value) {
        if (value.unwrapped() instanceof List<?> elements) {
            List<String> texts = new ArrayList<>();
            elements.forEach(element -> texts.add(String.valueOf(element)));
            return Optional.of(texts);
        }
        return scalar(String::valueOf).apply(value).map(NameList::split);
    }
}
