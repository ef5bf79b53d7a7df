package io.tacit.spark.compress;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.Arrays;

/**
 * Numbers of 16 bits.
 *
 * @param bits upper halves of floats; not copied
 */
public record BfloatVector(short[] bits) implements Compressed {

    @Override
    public int length() {
        return bits.length;
    }

    @Override
    public FlatVector restore(Precision precision) {
        FlatVector restored = FlatVector.zeros(precision, bits.length);
        for (int i = 0; i < bits.length; i++) {
            restored.set(i, Float.intBitsToFloat(bits[i] << 16));
        }
        return restored;
    }

    @Override
    public long bytes() {
        return (long) Short.BYTES * bits.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BfloatVector that && Arrays.equals(bits, that.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }

    @Override
    public String toString() {
        return "bfloat16[" + bits.length + "]";
    }
}
