package io.tacit.core.engine.cpu.codegen;

/** First half of a sum over lanes. */
interface LanePartials<A> {

    /** {@code p[16·r + j] = x[r][j] + x[r][16 + j] + …}, in order over {@code chunks} groups of 16 lanes; row r starts at {@code xo + r·xr}. */
    void run(A x, int xo, int xr, int rows, int chunks, A p);
}
