package io.tacit.spark.metrics;

import io.tacit.core.train.MeasureSums;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A mean over independent records with its standard error, for instance a held-out negative log-likelihood in nats.
 *
 * <p>The 95 % interval is {@code mean ± q standardError} with q the 0.975 quantile of Student's t of {@code count − 1}
 * degrees of freedom: 12.7 for two records, 1.96 for thousands. Of one record there is none.
 */
public record Estimate(double mean, double standardError, long count) {

    private static final double LEVEL = 0.975;
    private static final double STANDARD_ERRORS = 3;
    private static final double NORMAL_QUANTILE_975 = 1.959963984540054;

    /** From so many records on, the quantiles of t and of the normal distribution agree in the first four digits. */
    private static final long MANY = 20_000;

    public Estimate {
        if (standardError < 0) {
            throw new IllegalArgumentException("standardError: expected a number >= 0, got " + standardError);
        }
        if (count < 0) {
            throw new IllegalArgumentException("count: expected a number of records >= 0, got " + count);
        }
    }

    /** From {@code Σx}, {@code Σx²} and n: mean and {@code sqrt((Σx² − n·mean²) / (n − 1) / n)}; NaN error for n < 2. */
    public static Estimate ofSums(double sum, double sumOfSquares, long count) {
        double mean = sum / count;
        double variance = Math.max(0, sumOfSquares - count * mean * mean) / (count - 1.0);
        return new Estimate(mean, count < 2 ? Double.NaN : Math.sqrt(variance / count), count);
    }

    /** The same of a measure, summed over {@code count} records. */
    public static Estimate ofSums(MeasureSums sums, long count) {
        return ofSums(sums.y(), sums.yy(), count);
    }

    /** Whether the mean is above 0 by more than three standard errors; where none is known, whether it is above 0. */
    public boolean isAboveChance() {
        return mean > STANDARD_ERRORS * (Double.isFinite(standardError) ? standardError : 0);
    }

    /** Whether there is an interval. */
    public boolean hasInterval() {
        return Double.isFinite(mean) && Double.isFinite(halfWidth95());
    }

    /** Half the width of the 95 % interval; NaN for fewer than two records. */
    public double halfWidth95() {
        return count < 2 ? Double.NaN : quantile() * standardError;
    }

    private double quantile() {
        return count > MANY
                ? NORMAL_QUANTILE_975
                : new TDistribution(null, count - 1.0).inverseCumulativeProbability(LEVEL);
    }

    public double low95() {
        return mean - halfWidth95();
    }

    public double high95() {
        return mean + halfWidth95();
    }
}
