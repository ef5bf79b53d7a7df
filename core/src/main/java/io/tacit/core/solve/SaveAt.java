package io.tacit.core.solve;

import java.util.Arrays;
import java.util.List;

/**
 * Which states of a solve are kept beside the last one: none, or those at given times, the same for all examples or for each its own.
 *
 * @param rows times in the direction of the span, equal ones allowed: one row for all examples, or one for each
 * @param points the most times that a row has: as many states are kept for each example, where it has fewer times the others are 0
 * @param way how a state at one of these times is found
 */
public record SaveAt(List<List<Double>> rows, int points, Way way) {

    /** How a state between the ends of a step is found. */
    public enum Way {
        /** The method's interpolant, or landing where it has none. */
        AUTOMATIC,
        /** Steps are cut to end there: exact for the steps taken, but a step for each time at least. */
        LANDING,
        /** The method's interpolant, which costs no evaluation of the field. */
        INTERPOLATED
    }

    public SaveAt {
        rows = rows.stream().map(List::copyOf).toList();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("saveAt: expected one row of times, or one for each example, got none");
        }
        if (points < longest(rows)) {
            throw new IllegalArgumentException(
                    "saveAt: expected points of at least " + longest(rows) + ", the longest row, got " + points);
        }
    }

    /** Only the end of the span. */
    public static SaveAt end() {
        return times();
    }

    /** The states at these times. */
    public static SaveAt times(double... times) {
        return each(new double[][] {times});
    }

    /** Example b keeps its states at {@code times[b]}; rows may differ in length. */
    public static SaveAt each(double[][] times) {
        List<List<Double>> rows = Arrays.stream(times)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
        return new SaveAt(rows, longest(rows), Way.AUTOMATIC);
    }

    private static int longest(List<List<Double>> rows) {
        return rows.stream().mapToInt(List::size).max().orElse(0);
    }

    /** The same times, with steps that land on them. */
    public SaveAt landing() {
        return new SaveAt(rows, points, Way.LANDING);
    }

    /** The same times, with the method's interpolant, which it must have. */
    public SaveAt interpolated() {
        return new SaveAt(rows, points, Way.INTERPOLATED);
    }

    /** Whether all examples have the same times. */
    public boolean isCommon() {
        return rows.size() == 1;
    }

    /** The times of an example. */
    public List<Double> row(int example) {
        return rows.get(isCommon() ? 0 : example);
    }

    /** The times of {@code count} examples from {@code first} on. */
    SaveAt part(int first, int count) {
        return isCommon() ? this : new SaveAt(rows.subList(first, first + count), points, way);
    }
}
