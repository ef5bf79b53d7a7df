package io.tacit.spark.data;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How cells that are text stand for numbers.
 *
 * @param decimal mark, a point or a comma
 * @param nullWords what stands for a missing value beside blank text
 */
record CellText(char decimal, Set<String> nullWords) implements Serializable {
    /** A decimal point, no words. */
    static final CellText PLAIN = new CellText('.', Set.of());

    CellText {
        nullWords = Set.copyOf(nullWords);
    }

    /** The number in a cell, typed or as text; NaN also where it holds no number: {@link #flaw} says which it is. */
    double number(@Nullable Object cell) {
        if (cell instanceof Number number) {
            return number.doubleValue();
        }
        return cell instanceof String text && !nullWords.contains(text) ? parse(text) : Double.NaN;
    }

    /** What is wrong with a cell, empty where it is a finite number. */
    Optional<CellFlaw> flaw(@Nullable Object cell) {
        double value = number(cell);
        if (Math.abs(value) <= Moments.LARGEST) {
            return Optional.empty();
        }
        if (cell == null || (cell instanceof String text && (text.isBlank() || nullWords.contains(text)))) {
            return Optional.of(CellFlaw.NULL);
        }
        if (!Double.isNaN(value)) {
            return Optional.of(CellFlaw.INFINITE);
        }
        boolean saysNaN = !(cell instanceof String text) || text.strip().equalsIgnoreCase("nan");
        return Optional.of(saysNaN ? CellFlaw.NAN : CellFlaw.TEXT);
    }

    /** Whether text is a number, NaN and infinities included. */
    boolean isNumber(String text) {
        return !Double.isNaN(number(text)) || text.strip().equalsIgnoreCase("nan");
    }

    /** As data files write numbers: not Java's {@code 1d} and {@code 0x1p3}, but {@code inf} as C and Python have it. */
    private double parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        String unsigned = word.startsWith("-") || word.startsWith("+") ? word.substring(1) : word;
        if (unsigned.equals("inf") || unsigned.equals("infinity")) {
            return word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (unsigned.isEmpty() || !unsigned.matches("[0-9" + decimal + "]+(e[+-]?[0-9]+)?")) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(word.replace(decimal, '.'));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
