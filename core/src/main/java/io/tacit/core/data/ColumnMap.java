package io.tacit.core.data;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/**
 * What happens to one column before it is shifted and scaled: an increasing, piecewise linear map through points (from, to),
 * which goes on beyond the outermost points as between the last two; and where the table has multiples of a step, the filling
 * of the gaps between them. Every number has an image and is the image of one.
 *
 * @param step s of a dequantised column: the value x of the table stands for the cell [x, x + s); 0 where values are themselves
 * @param from increasing numbers of the table; empty where numbers stay as they are
 * @param to their images, increasing
 */
public record ColumnMap(double step, List<Double> from, List<Double> to) implements Serializable {
    /** Leaves a column as it is. */
    public static final ColumnMap SAME = new ColumnMap(0, List.of(), List.of());

    public ColumnMap {
        from = List.copyOf(from);
        to = List.copyOf(to);
        if (!(step >= 0 && Double.isFinite(step))) {
            throw new IllegalArgumentException("step: expected a finite number from 0, got " + step);
        }
        if (from.size() != to.size() || from.size() == 1) {
            throw new IllegalArgumentException("expected as many points as images, none or at least two, got "
                    + from.size() + " points and " + to.size() + " images");
        }
        requireIncreasing("from", from);
        requireIncreasing("to", to);
    }

    private static void requireIncreasing(String name, List<Double> numbers) {
        for (int i = 0; i < numbers.size(); i++) {
            if (!Double.isFinite(numbers.get(i)) || (i > 0 && numbers.get(i) <= numbers.get(i - 1))) {
                throw new IllegalArgumentException(
                        name + ": expected increasing finite numbers, got " + numbers.get(i) + " in place " + i);
            }
        }
    }

    /** The same map of a column whose values are multiples of {@code cell}. */
    public ColumnMap dequantised(double cell) {
        return new ColumnMap(cell, from, to);
    }

    public boolean isPiecewise() {
        return !from.isEmpty();
    }

    /** The point of its cell at which a value of the table is looked at when its density is asked for: the middle. */
    public double middle(double x) {
        return x + step / 2;
    }

    /** The value of the table in whose cell x lies. */
    public double value(double x) {
        return step == 0 ? x : Math.floor(x / step) * step;
    }

    /** The image of a number. */
    public double apply(double x) {
        return isPiecewise() ? through(from, to, x) : x;
    }

    /** The number whose image is y. */
    public double invert(double y) {
        return isPiecewise() ? through(to, from, y) : y;
    }

    /** log of the derivative where the image is y; at a point that of the piece above it. */
    public double logSlope(double y) {
        if (!isPiecewise()) {
            return 0;
        }
        int i = piece(to, y);
        return StrictMath.log((to.get(i + 1) - to.get(i)) / (from.get(i + 1) - from.get(i)));
    }

    private static double through(List<Double> x, List<Double> y, double at) {
        int i = piece(x, at);
        // From the nearer point, so that points meet their images exactly.
        int near = at - x.get(i) > x.get(i + 1) - at ? i + 1 : i;
        return y.get(near) + (at - x.get(near)) * ((y.get(i + 1) - y.get(i)) / (x.get(i + 1) - x.get(i)));
    }

    /** Number of the piece that {@code at} lies on, from 0; those at the ends have no end. */
    private static int piece(List<Double> points, double at) {
        int found = Collections.binarySearch(points, at);
        int above = found >= 0 ? found + 1 : -found - 1;
        return Math.max(1, Math.min(above, points.size() - 1)) - 1;
    }
}
