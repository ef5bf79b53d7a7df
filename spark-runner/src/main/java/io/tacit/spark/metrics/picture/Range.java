package io.tacit.spark.metrics.picture;

import java.util.Arrays;

/** An interval {@code [low, high]} of positive length. */
public record Range(double low, double high) {
    /** Of a value: enough for the labels of an axis. */
    private static final double TOLD_APART = 1e-6;

    public Range {
        if (!(low < high) || Double.isInfinite(high - low)) {
            throw new IllegalArgumentException("range: expected finite low < high, got [" + low + ", " + high + "]");
        }
    }

    /**
     * From quantile {@code tail} to quantile {@code 1 − tail} of the finite values, widened by a twentieth; about
     * 1 on either side where there is one value only.
     */
    public static Range ofMost(double[] values, double tail) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            return new Range(0, 1);
        }
        double low = sorted[(int) Math.round(tail * (sorted.length - 1))];
        double high = sorted[(int) Math.round((1 - tail) * (sorted.length - 1))];
        return low < high ? new Range(low, high).widened(0.05) : about(low, 1);
    }

    /** As far as {@code reach} on either side of a finite value, or farther where doubles would not tell that from nothing. */
    public static Range about(double value, double reach) {
        double seen = Math.max(reach, Math.abs(value) * TOLD_APART);
        return new Range(value - seen, value + seen);
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
