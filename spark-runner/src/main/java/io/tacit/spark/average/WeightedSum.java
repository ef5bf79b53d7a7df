package io.tacit.spark.average;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;

/**
 * Σ w v and Σ w over weighted vectors: a monoid whose quotient is their weighted mean.
 *
 * <p>Each sum is a pair of doubles, high + low, with the errors of products and additions kept in the low part (Ogita,
 * Rump, Oishi: "Accurate sum and dot product", 2005). So the mean of equal vectors is that vector bit by bit, one worker
 * trains exactly as if it were alone, and another grouping of the same terms changes nothing but a rare last bit.
 */
final class WeightedSum implements Mean {
    private final double[] high;
    private final double[] low;
    private double weight;

    private WeightedSum(int length) {
        high = new double[length];
        low = new double[length];
    }

    static WeightedSum zero(int length) {
        return new WeightedSum(length);
    }

    @Override
    public void add(FlatVector v, double w) {
        demandLength(v.length());
        for (int i = 0; i < high.length; i++) {
            double product = w * v.get(i);
            add(i, product, Math.fma(w, v.get(i), -product));
        }
        weight += w;
    }

    @Override
    public void merge(Mean later) {
        WeightedSum other = (WeightedSum) later;
        demandLength(other.high.length);
        for (int i = 0; i < high.length; i++) {
            add(i, other.high[i], other.low[i]);
        }
        weight += other.weight;
    }

    /** Adds {@code term + error} to element i; the error of the addition itself is exact (Knuth's two-sum). */
    private void add(int i, double term, double error) {
        double sum = high[i] + term;
        double shifted = sum - high[i];
        low[i] += (high[i] - (sum - shifted)) + (term - shifted) + error;
        high[i] = sum;
    }

    /** Σ w v / Σ w, rounded once. */
    @Override
    public FlatVector mean(Precision precision) {
        FlatVector mean = FlatVector.zeros(precision, high.length);
        for (int i = 0; i < high.length; i++) {
            double quotient = high[i] / weight;
            double rest = Math.fma(-quotient, weight, high[i]) + low[i];
            mean.set(i, quotient + rest / weight);
        }
        return mean;
    }

    private void demandLength(int length) {
        if (length != high.length) {
            throw new IllegalArgumentException(
                    "vector to be averaged: expected " + high.length + " elements like the others, got " + length);
        }
    }
}
