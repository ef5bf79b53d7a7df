package io.tacit.core.engine;

import io.tacit.core.program.Kind;
import io.tacit.core.program.Shape;
import io.tacit.core.tensor.FlatVector;

/**
 * Storage, in an engine's own layout, for one SHARED value or for the values of a number of examples. Made by
 * {@link Engine#allocate}; what runs write and read. The methods here cross the border to plain memory and are not for inner loops.
 */
public interface Block {

    Kind kind();

    /** Shape of one example's value. */
    Shape shape();

    /** Number of examples; 1 for a SHARED value. */
    int examples();

    /** Value {@code index} (row-major) of one example; example 0 is the value itself where SHARED. */
    double get(int example, int index);

    void set(int example, int index, double value);

    /** Sets every value. */
    void fill(double value);

    /** Reads all examples, one after another, each row-major, from {@code source} at {@code offset}; the precision may differ. */
    void load(FlatVector source, int offset);

    /** Writes all examples, as {@link #load} reads them. */
    void store(FlatVector target, int offset);

    /** Takes the values of a block of the same engine, shape and number of examples. */
    void copyFrom(Block other);

    /** Takes {@code count} examples from {@code from} on of a block of the same engine and shape; they become examples {@code at, at + 1, …}. */
    default void copyExamples(int at, Block source, int from, int count) {
        int size = shape().size();
        for (int example = 0; example < count; example++) {
            for (int i = 0; i < size; i++) {
                set(at + example, i, source.get(from + example, i));
            }
        }
    }

    /** A new vector with all values. */
    default FlatVector toVector(io.tacit.core.tensor.Precision precision) {
        FlatVector vector = FlatVector.zeros(precision, examples() * shape().size());
        store(vector, 0);
        return vector;
    }
}
