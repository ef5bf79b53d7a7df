package io.tacit.core.train;

import java.io.Serializable;

/**
 * Sums over examples of one measure, from which its mean and the error of the mean follow: Σy, Σy², Σw, Σyw, Σw² for numbers y with weights w. Where
 * every example counts the same, w = 1 and y is the number itself; where it has several parts, such as the tokens of a text, y is their sum and w how
 * many there are.
 */
public record MeasureSums(String measure, double y, double yy, double w, double yw, double ww) implements Serializable {

    /** Of no examples. */
    public static MeasureSums none(String measure) {
        return new MeasureSums(measure, 0, 0, 0, 0, 0);
    }

    /** Of {@code count} examples of weight 1. */
    public static MeasureSums of(String measure, double sum, double sumOfSquares, long count) {
        return new MeasureSums(measure, sum, sumOfSquares, count, sum, count);
    }

    /** With one example more. */
    public MeasureSums plus(double value, double weight) {
        return new MeasureSums(
                measure, y + value, yy + value * value, w + weight, yw + value * weight, ww + weight * weight);
    }

    public MeasureSums plus(MeasureSums other) {
        if (!measure.equals(other.measure)) {
            throw new IllegalArgumentException(
                    "sums: expected those of '" + measure + "', got those of '" + other.measure + "'");
        }
        return new MeasureSums(measure, y + other.y, yy + other.yy, w + other.w, yw + other.yw, ww + other.ww);
    }

    /** Σy / Σw; NaN where nothing was summed. */
    public double mean() {
        return y / w;
    }

    /**
     * Standard error of the mean over {@code count} examples, √(n/(n−1) Σ(y − m w)²)/Σw (Cochran: Sampling Techniques, 1977, equation 6.13, for a large
     * population); NaN for fewer than two.
     */
    public double standardError(long count) {
        if (count < 2) {
            return Double.NaN;
        }
        double mean = mean();
        double squares = yy - 2 * mean * yw + mean * mean * ww;
        return Math.sqrt(Math.max(squares, 0) * count / (count - 1)) / w;
    }
}
