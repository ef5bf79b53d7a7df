package io.tacit.core.engine.cpu.array;

/**
 * Loops over runs of numbers, such as the lanes of a row, in which every number is computed by the same correctly rounded operations: the
 * compiler may turn them into vector code without changing a bit. {@code x + xo} below is the run of {@code n} numbers of {@code x} from
 * {@code xo} on.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface LaneLoops<A> {

    /** Columns of a panel; a constant stride lets the compiler move range checks out of the loop, which halves the time. */
    int PANEL = 64;

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

    /** y ← y + s₀ · x₀ + s₁ · x₁ + s₂ · x₂ + s₃ · x₃ in this order, each rounded once; sᵢ is {@code s[so + i·sr]}, xᵢ begins at {@code xo + i·xr}. */
    void addFourScaled(A s, int so, int sr, A x, int xo, int xr, A y, int yo, int n);

    /** {@code y[yo]} ← {@code y[yo]} + the sum of 16 numbers, added as a balanced tree. */
    void addTree(A x, int xo, A y, int yo);

    /** {@code y[yo + stride·i] ← x[xo + i]}. */
    void scatter(A x, int xo, A y, int yo, int stride, int n);

    /** {@code y[yo + i] ← x[xo + stride·i]}. */
    void gather(A x, int xo, int stride, A y, int yo, int n);

    /** y ← y + a · b, both operations rounded, with the one number a · b = {@code a[ao] · b[bo]}. */
    void addRoundedProduct(A a, int ao, A b, int bo, A y, int yo, int n);
}
