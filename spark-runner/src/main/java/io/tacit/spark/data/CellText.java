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
        if (Math.abs(value) <= ColumnMoments.LARGEST) {
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
        String word = text.strip();
        if (!isNumeral(word)) {
            return infinite(word.toLowerCase(Locale.ROOT));
        }
        try {
            return Double.parseDouble(word.replace(decimal, '.'));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static double infinite(String word) {
        String unsigned = word.substring(afterSign(word, 0));
        if (!unsigned.equals("inf") && !unsigned.equals("infinity")) {
            return Double.NaN;
        }
        return word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /** {@code [+-]?[0-9.]+(e[+-]?[0-9]+)?}; no pattern, as tables have many cells. */
    private boolean isNumeral(String word) {
        int begin = afterSign(word, 0);
        int end = afterDigits(word, begin, decimal);
        if (end == word.length() || end == begin || (word.charAt(end) | 0x20) != 'e') {
            return end == word.length() && end > begin;
        }
        int power = afterSign(word, end + 1);
        return power < word.length() && afterDigits(word, power, '0') == word.length();
    }

    private static int afterSign(String word, int at) {
        return at < word.length() && (word.charAt(at) == '-' || word.charAt(at) == '+') ? at + 1 : at;
    }

    private static int afterDigits(String word, int from, char mark) {
        int at = from;
        while (at < word.length() && (word.charAt(at) == mark || (word.charAt(at) >= '0' && word.charAt(at) <= '9'))) {
            at++;
        }
        return at;
    }
}
