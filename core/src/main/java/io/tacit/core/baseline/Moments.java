package io.tacit.core.baseline;

import java.io.Serializable;

/**
 * Count, mean m = Σ x / n and scatter S = Σ (x - m)(x - m)ᵀ of vectors seen so far: all that a Gaussian fit needs. An
 * accumulator that changes as vectors are added; merging is associative up to rounding.
 *
 * <p>Welford, Technometrics 4 (1962); Chan, Golub, LeVeque: "Updating formulae and a pairwise algorithm for computing
 * sample variances", COMPSTAT 1982, equation 2.1. No difference of large sums is ever taken.
 */
public final class Moments implements Serializable {
    private static final long serialVersionUID = 1L;

    private final double[] mean;
    // Row-major; all of it is kept, though it is symmetric.
    private final double[] scatter;
    private long count;

    /** Moments of no vectors with {@code dimensions} elements each. */
    public Moments(int dimensions) {
        this(0, new double[dimensions], new double[dimensions * dimensions]);
    }

    private Moments(long count, double[] mean, double[] scatter) {
        this.count = count;
        this.mean = mean;
        this.scatter = scatter;
    }

    /** Moments as they came over the wire. */
    public static Moments of(long count, double[] mean, double[] scatter) {
        if (count < 0 || scatter.length != mean.length * mean.length) {
            throw new IllegalArgumentException("moments of " + count + " vectors: a mean of " + mean.length
                    + " and a scatter of " + scatter.length + " elements do not belong together");
        }
        return new Moments(count, mean.clone(), scatter.clone());
    }

    public long count() {
        return count;
    }

    public int dimensions() {
        return mean.length;
    }

    public double[] mean() {
        return mean.clone();
    }

    /** S, row-major. */
    public double[] scatter() {
        return scatter.clone();
    }

    /** Adds the vector that begins at {@code rows[offset]}. */
    public Moments add(float[] rows, int offset) {
        double[] x = new double[mean.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = rows[offset + i];
        }
        return add(x);
    }

    public Moments add(double[] x) {
        if (x.length != mean.length) {
            throw new IllegalArgumentException("vector of " + x.length + " elements, expected " + mean.length);
        }
        return shift(1, x);
    }

    /** Adds all that {@code other} has seen. */
    public Moments merge(Moments other) {
        if (other.mean.length != mean.length) {
            throw new IllegalArgumentException(
                    "moments of " + other.mean.length + " dimensions, expected " + mean.length);
        }
        for (int i = 0; i < scatter.length; i++) {
            scatter[i] += other.scatter[i];
        }
        return other.count == 0 ? this : shift(other.count, other.mean);
    }

    /** Adds {@code more} vectors of mean {@code their}: S += n₁ n₂ / (n₁ + n₂) δ δᵀ, m += n₂ / (n₁ + n₂) δ. */
    private Moments shift(long more, double[] their) {
        double share = (double) more / (count + more);
        double weight = count * share;
        int d = mean.length;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                scatter[i * d + j] += weight * (their[i] - mean[i]) * (their[j] - mean[j]);
            }
        }
        for (int i = 0; i < d; i++) {
            mean[i] += share * (their[i] - mean[i]);
        }
        count += more;
        return this;
    }
}
