package io.tacit.core.engine.cpu.array;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;

/**
 * Heap arrays of numbers of one precision: how they are made, filled and copied. Loops over their numbers are {@link #loops}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface Numbers<A> {

    Precision precision();

    LaneLoops<A> loops();

    /** Loops of dense systems and inner iterations. */
    SolveLoops<A> solving();

    /** An array of zeros. */
    A allocate(int length);

    /** Room for {@code count} arrays. */
    A[] table(int count);

    int length(A array);

    double get(A array, int index);

    /** Rounds {@code value} to this precision. */
    void set(A array, int index, double value);

    /** Sets numbers {@code from} … {@code to} − 1. */
    void fill(A array, int from, int to, double value);

    void copy(A source, int from, A target, int to, int count);

    /** Takes {@code count} numbers of a vector from {@code from} on; its precision may differ. */
    void load(FlatVector source, int from, A target, int to, int count);

    /** Writes {@code count} numbers to a vector from {@code to} on; its precision may differ. */
    void store(A source, int from, FlatVector target, int to, int count);
}
