package io.tacit.core.engine.cpu.array;

/**
 * Loops over runs of numbers, such as the lanes of a row, in which every number is computed by the same correctly rounded operations: the
 * compiler may turn them into vector code without changing a bit. {@code x + xo} below is the run of {@code n} numbers of {@code x} from
 * {@code xo} on.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface LaneLoops<A> {

    /** y ← y + x. */
    void add(A x, int xo, A y, int yo, int n);

    /** y ← y + c, with c rounded to the precision of the array. */
    void addConstant(double c, A y, int yo, int n);

    /** y ← max(y, x); NaN where either is. */
    void max(A x, int xo, A y, int yo, int n);

    /** y ← y + s · x, rounded once, with the one number s = {@code s[so]}. */
    void addScaled(A s, int so, A x, int xo, A y, int yo, int n);

    /** y ← y + a · b, rounded once. */
    void addProducts(A a, int ao, A b, int bo, A y, int yo, int n);

    /** y ← y + a · b, both operations rounded, with the one number a · b = {@code a[ao] · b[bo]}. */
    void addRoundedProduct(A a, int ao, A b, int bo, A y, int yo, int n);
}
