package io.tacit.spark.evaluate;

import io.tacit.core.baseline.Gaussian;
import io.tacit.spark.data.LogDensity;
import io.tacit.spark.data.Scores;
import java.io.Serializable;
import java.util.List;

/**
 * {@code log p(x) = log Σᵢ wᵢ N(x; μᵢ, Σᵢ)} with full covariances. One component of weight 1 is a Gaussian.
 *
 * @param components at least one; weights sum to 1
 */
record GaussianMixtureDensity(List<Component> components) implements LogDensity, LogDensity.Source {

    record Component(double logWeight, Gaussian density) implements Serializable {}

    GaussianMixtureDensity {
        components = List.copyOf(components);
    }

    @Override
    public LogDensity open() {
        return this;
    }

    @Override
    public Scores of(double[] rows, int n) {
        double[] logDensity = new double[n];
        double[] x = new double[components.get(0).density().dimensions()];
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < x.length; column++) {
                x[column] = rows[row * x.length + column];
            }
            logDensity[row] = logSumExp(terms(x));
        }
        return Scores.of(logDensity);
    }

    private double[] terms(double[] x) {
        return components.stream()
                .mapToDouble(
                        component -> component.logWeight() + component.density().logDensity(x))
                .toArray();
    }

    private static double logSumExp(double[] terms) {
        double max = Double.NEGATIVE_INFINITY;
        for (double term : terms) {
            max = Math.max(max, term);
        }
        if (max == Double.NEGATIVE_INFINITY) {
            return max;
        }
        double sum = 0;
        for (double term : terms) {
            sum += StrictMath.exp(term - max);
        }
        return max + StrictMath.log(sum);
    }
}
