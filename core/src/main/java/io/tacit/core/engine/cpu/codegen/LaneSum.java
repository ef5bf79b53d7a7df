package io.tacit.core.engine.cpu.codegen;

/**
 * Sums over examples. Lane b goes to partial sum b mod 16, in order; the 16 partial sums are added as a balanced tree. The order depends on
 * nothing but the number of lanes.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface LaneSum<A> {

    /**
     * {@code y[r] += Σ_b x[r][b]} over lanes b = 0 … count − 1, for every row r.
     *
     * @param width lanes of each row in memory, of which those from {@code count} on are padding
     */
    void add(int rows, int width, int count, A x, int xo, A y, int yo);
}
