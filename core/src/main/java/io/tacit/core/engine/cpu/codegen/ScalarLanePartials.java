package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.cpu.array.Numbers;

/** Scalar twin of what {@link LanePartialsWriter} generates. */
record ScalarLanePartials<A>(Numbers<A> numbers) implements LanePartials<A> {

    @Override
    public void run(A x, int xo, int xr, int rows, int chunks, A p) {
        for (int r = 0; r < rows; r++) {
            int to = r * Gemm.LANES;
            numbers.fill(p, to, to + Gemm.LANES, 0);
            for (int c = 0; c < chunks; c++) {
                numbers.loops().add(x, xo + r * xr + c * Gemm.LANES, p, to, Gemm.LANES);
            }
        }
    }
}
