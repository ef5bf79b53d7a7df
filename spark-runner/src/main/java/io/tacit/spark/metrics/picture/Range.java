package io.tacit.spark.metrics.picture;

import java.util.Arrays;

/** An interval {@code [low, high]} of positive length. */
public record Range(double low, double high) {

    public Range {
        if (!(low < high) || Double.isInfinite(high - low)) {
            throw new IllegalArgumentException("range: expected finite low < high, got [" + low + ", " + high + "]");
        }
    }

    /**
     * From quantile {@code tail} to quantile {@code 1 − tail} of the finite values, widened by a twentieth; [−1, 1] about
     * the value where there is one value only.
     */
    public static Range ofMost(double[] values, double tail) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            return new Range(0, 1);
        }
        double low = sorted[(int) Math.round(tail * (sorted.length - 1))];
        double high = sorted[(int) Math.round((1 - tail) * (sorted.length - 1))];
        return low < high ? new Range(low, high).widened(0.05) : new Range(low - 1, low + 1);
    }

    public double length() {
        return high - low;
    }

    /** Where a value lies, 0 at low and 1 at high. */
    public double share(double value) {
        return (value - low) / length();
    }

    public double at(double share) {
        return low + share * length();
    }

    public Range widened(double share) {
        return new Range(low - share * length(), high + share * length());
    }

    /** The smallest range that holds this one and the value. */
    public Range including(double value) {
        return new Range(Math.min(low, value), Math.max(high, value));
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
