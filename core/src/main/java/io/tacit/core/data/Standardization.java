package io.tacit.core.data;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/**
 * The affine map z = (x - mean) / deviation, one mean and deviation a column, which brings data to mean 0 and deviation 1.
 *
 * <p>A density of z gives one of x by {@code log p(x) = log p(z) + logDerivative(z)}.
 *
 * @param mean D finite numbers
 * @param deviation D finite numbers above 0
 */
public record Standardization(List<Double> mean, List<Double> deviation) implements Serializable {

    public Standardization {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.isEmpty() || mean.size() != deviation.size()) {
            throw new IllegalArgumentException("expected as many means as deviations and at least one, got "
                    + mean.size() + " means and " + deviation.size() + " deviations");
        }
        mean.forEach(m -> require(Double.isFinite(m), "mean: expected a finite number, got " + m));
        deviation.forEach(s -> require(s > 0 && Double.isFinite(s), "deviation: expected a number > 0, got " + s));
    }

    /** Leaves data as they are. */
    public static Standardization identity(int dimension) {
        return new Standardization(Collections.nCopies(dimension, 0.0), Collections.nCopies(dimension, 1.0));
    }

    public int dimension() {
        return mean.size();
    }

    public double standardize(int column, double x) {
        return (x - mean.get(column)) / deviation.get(column);
    }

    public double restore(int column, double z) {
        return mean.get(column) + deviation.get(column) * z;
    }

    /** {@code log |dz/dx| = -Σ log deviation} at the record whose standardised values are z: here the same everywhere. */
    public double logDerivative(double... z) {
        if (z.length != dimension()) {
            throw new IllegalArgumentException("z: expected " + dimension() + " values, got " + z.length);
        }
        double sum = 0;
        for (double s : deviation) {
            sum -= StrictMath.log(s);
        }
        return sum;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
