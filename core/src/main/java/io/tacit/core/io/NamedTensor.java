package io.tacit.core.io;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.List;

/** An array in row-major order with a name: the elements of {@code vector} from {@code offset} on, not copied. */
public record NamedTensor(String name, List<Integer> shape, FlatVector vector, int offset) {
    public NamedTensor {
        shape = List.copyOf(shape);
        int end = Math.addExact(offset, elements(shape));
        if (offset < 0 || end > vector.length()) {
            throw new IllegalArgumentException("tensor '" + name + "' of shape " + shape + " at offset " + offset
                    + " does not fit into a vector of length " + vector.length());
        }
    }

    public Precision precision() {
        return vector.precision();
    }

    /** Number of elements. */
    public int size() {
        return elements(shape);
    }

    /** The first offset of the vector after this array. */
    public int end() {
        return offset + size();
    }

    private static int elements(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
