package io.tacit.spark.compress;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.Arrays;

/**
 * Some numbers of a vector, exactly, and where they stand; the others are zero. The arrays are not copied.
 *
 * @param length of the vector
 * @param indices ascending, from 0
 * @param values one for each index, in the precision of the vector
 */
public record SparseVector(int length, int[] indices, FlatVector values) implements Compressed {

    public SparseVector {
        if (indices.length != values.length()) {
            throw new IllegalArgumentException("values of a sparse vector: expected " + indices.length
                    + " as there are indices, got " + values.length());
        }
        int before = -1;
        for (int index : indices) {
            if (index <= before || index >= length) {
                throw new IllegalArgumentException("index in a sparse vector of " + length
                        + " numbers: expected one above " + before + " and below " + length + ", got " + index);
            }
            before = index;
        }
    }

    static SparseVector of(FlatVector v, int[] indices) {
        FlatVector values = FlatVector.zeros(v.precision(), indices.length);
        for (int i = 0; i < indices.length; i++) {
            values.set(i, v.get(indices[i]));
        }
        return new SparseVector(v.length(), indices, values);
    }

    /** Whether {@code count} numbers and their indices are fewer bytes than the whole vector. */
    static boolean pays(int count, FlatVector v) {
        int width = v.precision().bytes();
        return (long) count * (Integer.BYTES + width) < (long) v.length() * width;
    }

    @Override
    public FlatVector restore(Precision precision) {
        FlatVector restored = FlatVector.zeros(precision, length);
        for (int i = 0; i < indices.length; i++) {
            restored.set(indices[i], values.get(i));
        }
        return restored;
    }

    @Override
    public long bytes() {
        return (long) indices.length * (Integer.BYTES + values.precision().bytes());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SparseVector that
                && length == that.length
                && Arrays.equals(indices, that.indices)
                && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode() + 31 * (Arrays.hashCode(indices) + 31 * length);
    }

    @Override
    public String toString() {
        return indices.length + " of " + length + " numbers in " + values.precision();
    }
}
