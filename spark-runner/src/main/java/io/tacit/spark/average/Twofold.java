package io.tacit.spark.average;

import java.util.Arrays;

/**
 * A vector whose elements are unevaluated sums high + low of two doubles (Ogita, Rump, Oishi: "Accurate sum and dot product",
 * SIAM J. Sci. Comput. 26, 2005).
 */
public record Twofold(double[] high, double[] low) {

    public Twofold {
        if (high.length != low.length) {
            throw new IllegalArgumentException(
                    "low parts: expected " + high.length + " like the high ones, got " + low.length);
        }
    }

    static Twofold zeros(int length) {
        return new Twofold(new double[length], new double[length]);
    }

    /** By bits. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Twofold that && Arrays.equals(high, that.high) && Arrays.equals(low, that.low);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(high) + Arrays.hashCode(low);
    }

    @Override
    public String toString() {
        return "Twofold[" + high.length + "]";
    }
}
