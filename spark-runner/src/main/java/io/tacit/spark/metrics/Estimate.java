package io.tacit.spark.metrics;

/**
 * A mean over independent records with its standard error, for instance a held-out negative log-likelihood in nats.
 *
 * <p>The 95 % interval is {@code mean ± 1.96 standardError}, the normal approximation, good for the thousands of records
 * a held-out set has.
 */
public record Estimate(double mean, double standardError, long count) {

    private static final double NORMAL_QUANTILE_975 = 1.959963984540054;

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

    /** Half the width of the 95 % interval. */
    public double halfWidth95() {
        return NORMAL_QUANTILE_975 * standardError;
    }

    public double low95() {
        return mean - halfWidth95();
    }

    public double high95() {
        return mean + halfWidth95();
    }
}
