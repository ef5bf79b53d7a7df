package io.tacit.spark.evaluate;

import io.tacit.spark.data.LogDensity;
import java.io.Serializable;
import java.util.List;

/**
 * {@code log p(x) = log Σᵢ wᵢ N(x; μᵢ, Σᵢ)} with full covariances. One component of weight 1 is a Gaussian.
 *
 * @param components at least one; weights sum to 1
 */
record GaussianMixtureDensity(List<Component> components) implements LogDensity, LogDensity.Source {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

    GaussianMixtureDensity {
        components = List.copyOf(components);
    }

    @Override
    public LogDensity open() {
        return this;
    }

    @Override
    public double[] of(float[] rows, int n) {
        double[] logDensity = new double[n];
        double[] terms = new double[components.size()];
        double[] scratch = new double[components.get(0).mean.length];
        for (int row = 0; row < n; row++) {
            for (int i = 0; i < terms.length; i++) {
                terms[i] = components.get(i).logTerm(rows, row, scratch);
            }
            logDensity[row] = logSumExp(terms);
        }
        return logDensity;
    }

    private static double logSumExp(double[] terms) {
        double max = Double.NEGATIVE_INFINITY;
        for (double term : terms) {
            max = Math.max(max, term);
        }
        double sum = 0;
        for (double term : terms) {
            sum += Math.exp(term - max);
        }
        return max + Math.log(sum);
    }

    /**
     * One weighted Gaussian.
     *
     * @param factor lower triangular L with L Lᵀ = Σ, row by row
     * @param logScale {@code log w - log det L - D/2 log 2π}
     */
    record Component(double[] mean, double[] factor, double logScale) implements Serializable {

        /** {@code covariance} is D × D, symmetric and positive definite. */
        static Component of(double weight, double[] mean, double[] covariance) {
            int d = mean.length;
            double[] factor = cholesky(covariance, d);
            double logScale = Math.log(weight) - d * HALF_LOG_TWO_PI;
            for (int i = 0; i < d; i++) {
                logScale -= Math.log(factor[i * d + i]);
            }
            return new Component(mean, factor, logScale);
        }

        private static double[] cholesky(double[] a, int d) {
            double[] l = new double[d * d];
            for (int i = 0; i < d; i++) {
                for (int j = 0; j <= i; j++) {
                    double rest = a[i * d + j];
                    for (int k = 0; k < j; k++) {
                        rest -= l[i * d + k] * l[j * d + k];
                    }
                    l[i * d + j] = i == j ? Math.sqrt(rest) : rest / l[j * d + j];
                }
                if (!(l[i * d + i] > 0)) {
                    throw new IllegalArgumentException("covariance: expected a positive definite matrix, but column "
                            + i + " is a combination of those before it");
                }
            }
            return l;
        }

        /** {@code logScale - |L⁻¹(x - μ)|² / 2}; {@code y} holds L⁻¹(x - μ). */
        private double logTerm(float[] rows, int row, double[] y) {
            int d = mean.length;
            double square = 0;
            for (int i = 0; i < d; i++) {
                double rest = rows[row * d + i] - mean[i];
                for (int k = 0; k < i; k++) {
                    rest -= factor[i * d + k] * y[k];
                }
                y[i] = rest / factor[i * d + i];
                square += y[i] * y[i];
            }
            return logScale - square / 2;
        }
    }
}
