package io.tacit.spark.compress;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.Arrays;

/**
 * Numbers of 8 bits in units of a scale for each block of them. Arrays are not copied.
 *
 * @param block numbers in a block; the last may have fewer
 * @param steps −127 to 127 for each number
 * @param scales one for each block
 */
public record Int8Vector(int block, byte[] steps, float[] scales) implements Compressed {

    public Int8Vector {
        if (scales.length != blocks(steps.length, block)) {
            throw new IllegalArgumentException("scales: expected " + blocks(steps.length, block) + " for "
                    + steps.length + " numbers in blocks of " + block + ", got " + scales.length);
        }
    }

    /** Blocks of {@code n} numbers. */
    public static int blocks(int n, int block) {
        return n / block + (n % block == 0 ? 0 : 1);
    }

    @Override
    public int length() {
        return steps.length;
    }

    @Override
    public FlatVector restore(Precision precision) {
        FlatVector restored = FlatVector.zeros(precision, steps.length);
        for (int b = 0; b < scales.length; b++) {
            int from = b * block;
            int to = Math.min(steps.length - from, block) + from;
            double scale = scales[b];
            for (int i = from; i < to; i++) {
                restored.set(i, steps[i] * scale);
            }
        }
        return restored;
    }

    @Override
    public long bytes() {
        return steps.length + (long) Float.BYTES * scales.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Int8Vector that
                && block == that.block
                && Arrays.equals(steps, that.steps)
                && Arrays.equals(scales, that.scales);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(steps) + 31 * (Arrays.hashCode(scales) + 31 * block);
    }

    @Override
    public String toString() {
        return "int8[" + steps.length + "] in blocks of " + block;
    }
}
