package io.tacit.core.data;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The map z = (m(x) - mean) / deviation between a table's units and those of a density: for each column a mean, a deviation,
 * and an increasing map m before them, which as a rule leaves x as it is.
 *
 * <p>A density of z gives one of x by {@code log p(x) = log p(z) + logDerivative(z)}.
 *
 * @param mean D finite numbers
 * @param deviation D finite numbers above 0
 * @param maps D maps m
 */
public record Standardization(List<Double> mean, List<Double> deviation, List<ColumnMap> maps) implements Serializable {

    public Standardization {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        maps = List.copyOf(maps);
        if (mean.isEmpty() || mean.size() != deviation.size() || mean.size() != maps.size()) {
            throw new IllegalArgumentException("expected as many means as deviations and maps and at least one, got "
                    + mean.size() + " means and " + deviation.size() + " deviations, and " + maps.size() + " maps");
        }
        mean.forEach(m -> require(Double.isFinite(m), "mean: expected a finite number, got " + m));
        deviation.forEach(s -> require(s > 0 && Double.isFinite(s), "deviation: expected a number > 0, got " + s));
    }

    /** The affine map alone. */
    public Standardization(List<Double> mean, List<Double> deviation) {
        this(mean, deviation, Collections.nCopies(mean.size(), ColumnMap.SAME));
    }

    /** Leaves data as they are. */
    public static Standardization identity(int dimension) {
        return new Standardization(Collections.nCopies(dimension, 0.0), Collections.nCopies(dimension, 1.0));
    }

    /** Maps alone. */
    public static Standardization mapping(List<ColumnMap> maps) {
        Standardization same = identity(maps.size());
        return new Standardization(same.mean, same.deviation, maps);
    }

    /** The same for a table whose columns have values that are multiples of {@code steps}, 0 where they are not. */
    public Standardization dequantised(double... steps) {
        return new Standardization(
                mean,
                deviation,
                IntStream.range(0, dimension())
                        .mapToObj(column -> maps.get(column).dequantised(steps[column]))
                        .toList());
    }

    public int dimension() {
        return mean.size();
    }

    /** The point at which the density of a value of the table is looked at: {@link ColumnMap#middle}. */
    public double middle(int column, double x) {
        return maps.get(column).middle(x);
    }

    /** The value of the table that stands for a restored number: {@link ColumnMap#value}. */
    public double value(int column, double x) {
        return maps.get(column).value(x);
    }

    public double standardize(int column, double x) {
        return (maps.get(column).apply(x) - mean.get(column)) / deviation.get(column);
    }

    public double restore(int column, double z) {
        return maps.get(column).invert(image(column, z));
    }

    private double image(int column, double z) {
        return mean.get(column) + deviation.get(column) * z;
    }

    /** Whether {@link #logDerivative} is the same everywhere. */
    public boolean isAffine() {
        return maps.stream().noneMatch(ColumnMap::isPiecewise);
    }

    /** {@code log |dz/dx|} at the record whose standardised values are z. */
    public double logDerivative(double... z) {
        if (z.length != dimension()) {
            throw new IllegalArgumentException("z: expected " + dimension() + " values, got " + z.length);
        }
        double sum = 0;
        for (int column = 0; column < z.length; column++) {
            sum += maps.get(column).logSlope(image(column, z[column])) - StrictMath.log(deviation.get(column));
        }
        return sum;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
