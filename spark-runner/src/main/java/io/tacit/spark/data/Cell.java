package io.tacit.spark.data;

import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Numbers out of the cells of a row, whether typed or written as text. */
final class Cell {
    private Cell() {}

    /** The number in a cell; NaN also where it holds no number: {@link #flaw} says which it is. */
    static double number(Row row, int column) {
        if (row.isNullAt(column)) {
            return Double.NaN;
        }
        return row.get(column) instanceof Number number ? number.doubleValue() : parse(row.getString(column));
    }

    /** What is wrong with a cell, empty where it is a finite number. */
    static Optional<CellFlaw> flaw(Row row, int column) {
        double value = number(row, column);
        if (Math.abs(value) <= Moments.LARGEST) {
            return Optional.empty();
        }
        if (row.isNullAt(column) || (row.get(column) instanceof String text && text.isBlank())) {
            return Optional.of(CellFlaw.NULL);
        }
        if (!Double.isNaN(value)) {
            return Optional.of(CellFlaw.INFINITE);
        }
        boolean saysNaN =
                !(row.get(column) instanceof String text) || text.strip().equalsIgnoreCase("nan");
        return Optional.of(saysNaN ? CellFlaw.NAN : CellFlaw.TEXT);
    }

    /** As data files write numbers: not Java's {@code 1d} and {@code 0x1p3}, but {@code inf} as C and Python have it. */
    private static double parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        String unsigned = word.startsWith("-") || word.startsWith("+") ? word.substring(1) : word;
        if (unsigned.equals("inf") || unsigned.equals("infinity")) {
            return word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (unsigned.isEmpty() || !unsigned.matches("[0-9.]+(e[+-]?[0-9]+)?")) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
