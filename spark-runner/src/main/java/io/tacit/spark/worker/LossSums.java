package io.tacit.spark.worker;

import java.io.Serializable;

/**
 * Sums of per-example losses, from which mean and variance follow: a commutative monoid with {@link #ZERO}.
 *
 * @param sum Σ loss, in nats
 * @param sumOfSquares Σ loss², in nats²
 * @param count number of examples in both sums
 */
public record LossSums(double sum, double sumOfSquares, long count) implements Serializable {
    public static final LossSums ZERO = new LossSums(0, 0, 0);

    public LossSums {
        if (count < 0) {
            throw new IllegalArgumentException("count of losses: expected 0 or more, got " + count);
        }
    }

    public LossSums plus(LossSums other) {
        return new LossSums(sum + other.sum, sumOfSquares + other.sumOfSquares, count + other.count);
    }

    /** These sums with one example more. */
    public LossSums plus(double loss) {
        return new LossSums(sum + loss, sumOfSquares + loss * loss, count + 1);
    }

    /** Mean loss; NaN where nothing was summed. */
    public double mean() {
        return sum / count;
    }

    /** Standard error of the mean, √(s²/n) with the unbiased s²; NaN for fewer than two examples. */
    public double standardError() {
        double variance = (sumOfSquares - sum * sum / count) / (count - 1);
        return count < 2 ? Double.NaN : Math.sqrt(Math.max(variance, 0) / count);
    }
}
