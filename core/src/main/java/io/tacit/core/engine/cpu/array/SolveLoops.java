package io.tacit.core.engine.cpu.array;

/**
 * Loops of dense systems and inner iterations over the lanes of rows. Each lane has its own matrix, pivots and end, and is computed by the same correctly
 * rounded operations whatever the others hold. {@code x + xo} below is the run of {@code n} numbers of {@code x} from {@code xo} on.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface SolveLoops<A> {

    /** y ← y − a · b, rounded once, for {@code rows} rows of b and y that follow one another, and one of a. */
    void subtractProducts(A a, int ao, A b, int bo, A y, int yo, int rows, int n);

    /** y ← y / d. */
    void divide(A d, int dof, A y, int yo, int n);

    /** y ← √y; NaN where it is negative. */
    void squareRoot(A y, int yo, int n);

    /** Sets {@code row} in {@code rows} where |x| in it is larger than |x| in the row that stands there; {@code column} is the first number of row 0. */
    void larger(A x, int column, int stride, int row, int[] rows, int n);

    /** Exchanges number {@code first + lane} with number {@code base + rows[lane] · stride + lane}. */
    void exchange(A x, int first, int base, int stride, int[] rows, int n);

    /** y ← x in the lanes that are marked. */
    void select(boolean[] marked, A x, int xo, A y, int yo, int n);
}
