package io.tacit.spark.compress;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;

/**
 * The upper half of a float: 8 bits of exponent, 8 significant bits, rounded to nearest, ties to even.
 *
 * <p>|x − x̂| ≤ 2⁻⁸ |x|, half the spacing of numbers with 8 significant bits; below 2⁻¹²⁶, where that spacing no longer
 * shrinks, ≤ 2⁻¹³⁴ (Kalamkar et al.: "A study of BFLOAT16 for deep learning training", 2019).
 */
public record Bfloat16() implements Compression {
    private static final double RELATIVE = 0x1p-8;
    private static final double ABSOLUTE = 0x1p-134;

    @Override
    public Compressed compress(FlatVector v) {
        if (!Magnitudes.inRange(v)) {
            return new DenseVector(v);
        }
        short[] bits = new short[v.length()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = rounded(v.get(i));
        }
        return new BfloatVector(bits);
    }

    /** Adding just under half, or half where the last kept bit is odd, carries exactly when it must be rounded up. */
    private static short rounded(double x) {
        int bits = toOdd(x);
        return (short) ((bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16);
    }

    /**
     * Bits of a float next to x, of the two the one with an odd last bit where x is none itself: so a second rounding to
     * fewer bits goes where rounding x at once would go (Boldo, Melquiond: "Emulation of FMA and correctly rounded sums",
     * 2008).
     */
    private static int toOdd(double x) {
        float near = (float) x;
        int bits = Float.floatToRawIntBits(near);
        if (near == x) {
            return bits;
        }
        return (Math.abs(near) > Math.abs(x) ? bits - 1 : bits) | 1;
    }

    @Override
    public FlatVector bounds(FlatVector v) {
        FlatVector bounds = FlatVector.zeros(Precision.FLOAT64, v.length());
        for (int i = 0; i < v.length(); i++) {
            bounds.set(i, Math.max(RELATIVE * Math.abs(v.get(i)), ABSOLUTE));
        }
        return bounds;
    }
}
