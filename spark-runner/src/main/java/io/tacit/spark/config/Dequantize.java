package io.tacit.spark.config;

import java.util.List;
import java.util.Optional;

/**
 * A column to dequantise.
 *
 * @param step its values are multiples of this number above 0
 */
public record Dequantize(String column, double step) {

    public Dequantize {
        if (!(step > 0 && Double.isFinite(step))) {
            throw new IllegalArgumentException("step of '" + column + "': expected a number above 0, got " + step);
        }
    }

    /**
     * From {@code COLUMN} or {@code COLUMN=STEP}; nothing where the step is no number above 0. What follows the last equals sign
     * is the step: a column whose name has one needs it.
     */
    static Optional<Dequantize> parse(String text) {
        int equals = text.lastIndexOf('=');
        try {
            return Optional.of(
                    equals < 0
                            ? new Dequantize(text, 1)
                            : new Dequantize(
                                    NameList.name(text.substring(0, equals)),
                                    Double.parseDouble(text.substring(equals + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Every one of them, or nothing where one cannot be understood or a column comes twice. */
    static Optional<List<Dequantize>> parse(List<String> texts) {
        List<Dequantize> all =
                texts.stream().map(Dequantize::parse).flatMap(Optional::stream).toList();
        long columns = all.stream().map(Dequantize::column).distinct().count();
        return columns == texts.size() ? Optional.of(all) : Optional.empty();
    }
}
