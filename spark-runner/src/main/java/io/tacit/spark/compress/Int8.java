package io.tacit.spark.compress;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.Arrays;

/**
 * Each number as one of 255 equal steps within its block: x̂ = q s, q = round(x / s), s = m / 127, where m is the largest
 * |x| of the block, so that an outlier spoils its own block only (Dettmers et al.: "8-bit optimizers via block-wise
 * quantization", ICLR 2022, section 2.1; steps are equal here, since a bound is wanted rather than a distribution known).
 *
 * <p>|x − x̂| ≤ s / 2 = m / 254, and at most 2⁻²³ m more because s is a float and x̂ may be one. Where s would not be a
 * normal float, m < 127 · 2⁻¹²⁶, the block becomes zero and the bound is m.
 *
 * @param block numbers that share a scale
 */
public record Int8(int block) implements Compression {
    private static final int STEPS = 127;
    private static final double RELATIVE = 1.0 / (2 * STEPS) + 0x1p-23;
    private static final double TINY = STEPS * 0x1p-126;

    public Int8 {
        if (block < 2) {
            throw new IllegalArgumentException("block: expected 2 or more numbers, got " + block
                    + "; each block sends a scale of 4 bytes beside one byte a number");
        }
    }

    @Override
    public Compressed compress(FlatVector v) {
        if (!Magnitudes.inRange(v)) {
            return new DenseVector(v);
        }
        byte[] steps = new byte[v.length()];
        float[] scales = new float[Int8Vector.blocks(v.length(), block)];
        for (int b = 0; b < scales.length; b++) {
            int from = b * block;
            int to = Math.min(v.length() - from, block) + from;
            double largest = Magnitudes.largest(v, from, to);
            if (largest >= TINY) {
                scales[b] = (float) (largest / STEPS);
                quantize(v, from, steps, to, 1.0 / scales[b]);
            }
        }
        return new Int8Vector(block, steps, scales);
    }

    private static void quantize(FlatVector v, int from, byte[] steps, int to, double perUnit) {
        for (int i = from; i < to; i++) {
            steps[i] = (byte) Math.rint(v.get(i) * perUnit);
        }
    }

    @Override
    public FlatVector bounds(FlatVector v) {
        FlatVector bounds = FlatVector.zeros(Precision.FLOAT64, v.length());
        for (int b = 0; b < Int8Vector.blocks(v.length(), block); b++) {
            int from = b * block;
            int to = Math.min(v.length() - from, block) + from;
            double largest = Magnitudes.largest(v, from, to);
            Arrays.fill(bounds.doubles(), from, to, largest < TINY ? largest : RELATIVE * largest);
        }
        return bounds;
    }
}
