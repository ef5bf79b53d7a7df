package io.tacit.core.engine.cpu.codegen;

/** First half of a sum over lanes. */
interface LanePartials {

    /** {@code p[16·r + j] = x[r][j] + x[r][16 + j] + …}, in order over {@code chunks} groups of 16 lanes; row r starts at {@code xo + r·xr}. */
    void run(float[] x, int xo, int xr, int rows, int chunks, float[] p);

    /** The scalar twin of what {@link LanePartialsWriter} writes. */
    static void scalar(float[] x, int xo, int xr, int rows, int chunks, float[] p) {
        for (int r = 0; r < rows; r++) {
            int to = r * Gemm.LANES;
            java.util.Arrays.fill(p, to, to + Gemm.LANES, 0);
            for (int c = 0; c < chunks; c++) {
                int from = xo + r * xr + c * Gemm.LANES;
                for (int j = 0; j < Gemm.LANES; j++) {
                    p[to + j] += x[from + j];
                }
            }
        }
    }
}
