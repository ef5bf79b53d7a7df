package io.tacit.spark.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A canonical text of a configuration, {@code path=value} a line in the order of the paths, and its SHA-256. Where a
 * value came from, how it was written and components marked {@link Operational} leave no trace in it.
 */
final class ConfigHash {
    /** So many are enough for every double. */
    private static final int ALL_DIGITS = 17;

    private ConfigHash() {}

    static String of(RunConfig config) {
        return sha256(canonical(config));
    }

    static String of(TrainingConfig config) {
        return sha256(canonical("", config, config));
    }

    static String canonical(RunConfig config) {
        return canonical("training.", config, config.training());
    }

    private static String canonical(String prefix, Record config, TrainingConfig training) {
        return decisive(prefix, config, training).entrySet().stream()
                .map(line -> line.getKey() + "=" + line.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** A schedule that ends with the training, and phases that share it, make the budget part of the result. */
    static SortedMap<String, String> decisive(String prefix, Record config, TrainingConfig training) {
        SortedMap<String, String> lines = new TreeMap<>();
        collect("", config, lines);
        if (training.followsBudget()) {
            collect(prefix + "budget", training.budget(), lines);
        }
        return lines;
    }

    private static void collect(String path, Object value, SortedMap<String, String> lines) {
        if (value instanceof Record fields) {
            lines.put(path + ":", value.getClass().getSimpleName());
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                if (!component.isAnnotationPresent(Operational.class)) {
                    String below = path.isEmpty() ? component.getName() : path + "." + component.getName();
                    collect(below, valueOf(component, fields), lines);
                }
            }
        } else if (value instanceof Optional<?> maybe) {
            maybe.ifPresent(present -> collect(path, present, lines));
        } else if (value instanceof List<?> elements) {
            for (int i = 0; i < elements.size(); i++) {
                collect(path + "[" + i + "]", elements.get(i), lines);
            }
        } else if (value instanceof Double number) {
            lines.put(path, digits(number));
        } else {
            lines.put(path, String.valueOf(value));
        }
    }

    /** The fewest digits that read as this number; those of {@code Double.toString} differ between Java 17 and 19. */
    private static String digits(double number) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        BigDecimal exact = new BigDecimal(number);
        return IntStream.rangeClosed(1, ALL_DIGITS)
                .mapToObj(n ->
                        exact.round(new MathContext(n)).stripTrailingZeros().toString())
                .filter(text -> Double.parseDouble(text) == number)
                .findFirst()
                .orElseThrow();
    }

    private static Object valueOf(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component + ", which must be public", e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must provide SHA-256, this one does not", e);
        }
    }
}
