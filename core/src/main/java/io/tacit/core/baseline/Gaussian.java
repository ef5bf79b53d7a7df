package io.tacit.core.baseline;

import io.tacit.core.text.Counted;
import java.io.Serializable;

/**
 * The normal density N(μ, Σ) with full covariance, held as the Cholesky factor L of Σ = L Lᵀ:
 * log p(x) = -½ (d log 2π + 2 Σᵢ log Lᵢᵢ + |L⁻¹ (x - μ)|²).
 */
public final class Gaussian implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final double LOG_2_PI = StrictMath.log(2 * Math.PI);

    // A deviation of a millionth is the least that data in single precision can tell from rounding.
    private static final double ROUNDING = 1e-12;

    private final double[] mean;
    private final double[] factor;

    private Gaussian(double[] mean, double[] factor) {
        this.mean = mean;
        this.factor = factor;
    }

    /** What came of a fit. */
    public sealed interface Fit {}

    /** There is a density. */
    public record Fitted(Gaussian density) implements Fit {}

    /**
     * There is none: {@code column} is, within rounding, a linear function of the columns before it, or constant.
     *
     * @param left share of the column's variance that the columns before it leave open
     */
    public record Singular(int column, double left) implements Fit {
        /** What happened, why, and what to do. */
        public String advice() {
            return "no Gaussian fits: column " + column + " (counted from 0) is constant or a linear function of the "
                    + "columns before it (" + left + " of its variance is its own); drop it or add noise to it";
        }
    }

    /** There is none: {@code count} vectors do not span {@code dimensions}. */
    public record TooFew(long count, int dimensions) implements Fit {
        /** What happened, why, and what to do. */
        public String advice() {
            return "no Gaussian fits: " + Counted.of(count, "record") + " in " + Counted.of(dimensions, "dimension")
                    + ", expected at least " + (dimensions + 1);
        }
    }

    /** The most likely density: μ is the mean, Σ the scatter divided by n. */
    public static Fit fit(Moments moments) {
        int d = moments.dimensions();
        if (moments.count() <= d) {
            return new TooFew(moments.count(), d);
        }
        return factorize(moments.mean(), covariance(moments));
    }

    /**
     * The density with covariance Σ + ρ diag Σ. There is one also where columns depend on each other or records are fewer
     * than columns, unless a column is constant: the correlations' least eigenvalue is then ρ instead of 0. In the
     * directions in which the data have no width, its log-density depends on ρ.
     *
     * @param share ρ, above 0
     */
    public static Fit ridged(Moments moments, double share) {
        return ridged(moments.mean(), covariance(moments), share);
    }

    /** {@link #ridged(Moments, double)} of this mean and covariance, the latter row-major and symmetric. */
    public static Fit ridged(double[] mean, double[] covariance, double share) {
        double[] wider = covariance.clone();
        for (int i = 0; i < mean.length; i++) {
            wider[i * mean.length + i] *= 1 + share;
        }
        return of(mean, wider);
    }

    private static double[] covariance(Moments moments) {
        double[] covariance = moments.scatter();
        for (int i = 0; i < covariance.length; i++) {
            covariance[i] /= moments.count();
        }
        return covariance;
    }

    /** The density with this mean and covariance, the latter row-major and symmetric. */
    public static Fit of(double[] mean, double[] covariance) {
        if (covariance.length != mean.length * mean.length) {
            throw new IllegalArgumentException("covariance: expected " + mean.length + " x " + mean.length
                    + " elements, got " + covariance.length);
        }
        return factorize(mean.clone(), covariance);
    }

    private static Fit factorize(double[] mean, double[] covariance) {
        int d = mean.length;
        double[] factor = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                factor[i * d + j] = (covariance[i * d + j] - dot(factor, d, i, j)) / factor[j * d + j];
            }
            double variance = covariance[i * d + i];
            double left = (variance - dot(factor, d, i, i)) / variance;
            // Also true for NaN: 0 / 0, a constant column.
            if (!(left > ROUNDING)) {
                return new Singular(i, Double.isNaN(left) ? 0 : left);
            }
            factor[i * d + i] = Math.sqrt(left * variance);
        }
        return new Fitted(new Gaussian(mean, factor));
    }

    /** Σₖ Lᵢₖ Lⱼₖ over k < j. */
    private static double dot(double[] factor, int d, int i, int j) {
        double sum = 0;
        for (int k = 0; k < j; k++) {
            sum += factor[i * d + k] * factor[j * d + k];
        }
        return sum;
    }

    public int dimensions() {
        return mean.length;
    }

    /** In nats. */
    public double logDensity(double[] x) {
        double[] centred = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
            centred[i] = x[i] - mean[i];
        }
        return -0.5 * (normalisation() + squaredNormOfWhitened(centred));
    }

    /**
     * Mean of -log p over the vectors whose moments these are, in nats, without another pass over them:
     * ½ (d log 2π + log |Σ| + tr(Σ⁻¹ S) / n + |L⁻¹ (m - μ)|²).
     */
    public double meanNll(Moments seen) {
        int d = mean.length;
        double[] centred = seen.mean();
        for (int i = 0; i < d; i++) {
            centred[i] -= mean[i];
        }
        return 0.5
                * (normalisation() + traceOfWhitened(seen.scatter()) / seen.count() + squaredNormOfWhitened(centred));
    }

    private double normalisation() {
        double sum = mean.length * LOG_2_PI;
        for (int i = 0; i < mean.length; i++) {
            sum += 2 * StrictMath.log(factor[i * mean.length + i]);
        }
        return sum;
    }

    private double squaredNormOfWhitened(double[] v) {
        double sum = 0;
        for (double w : whiten(v)) {
            sum += w * w;
        }
        return sum;
    }

    /** tr(L⁻¹ S L⁻ᵀ) = Σⱼ (L⁻¹ (L⁻¹ S)ᵀ)ⱼⱼ, with S symmetric: rows are whitened once, then columns. */
    private double traceOfWhitened(double[] scatter) {
        int d = mean.length;
        double[][] rows = new double[d][d];
        for (int i = 0; i < d; i++) {
            System.arraycopy(scatter, i * d, rows[i], 0, d);
            rows[i] = whiten(rows[i]);
        }
        double trace = 0;
        for (int j = 0; j < d; j++) {
            double[] column = new double[d];
            for (int i = 0; i < d; i++) {
                column[i] = rows[i][j];
            }
            trace += whiten(column)[j];
        }
        return trace;
    }

    /** L⁻¹ v by forward substitution. */
    private double[] whiten(double[] v) {
        int d = mean.length;
        double[] w = new double[d];
        for (int i = 0; i < d; i++) {
            double sum = v[i];
            for (int k = 0; k < i; k++) {
                sum -= factor[i * d + k] * w[k];
            }
            w[i] = sum / factor[i * d + i];
        }
        return w;
    }
}
