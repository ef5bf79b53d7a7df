package io.tacit.core.engine.cpu.codegen;

/**
 * Sums over examples. Lane b goes to partial sum b mod 16, in order; the 16 partial sums are added as a balanced tree. The order depends on
 * nothing but the number of lanes.
 */
final class PairwiseLaneSum implements LaneSum<float[]> {

    private static final int PARTIALS = Gemm.LANES;
    private static final Scratch SCRATCH = new Scratch();

    private final LanePartials partials;

    PairwiseLaneSum(LanePartials partials) {
        this.partials = partials;
    }

    @Override
    public void add(int rows, int width, int count, float[] x, int xo, float[] y, int yo) {
        float[] p = SCRATCH.floats(rows * PARTIALS);
        int chunks = count / PARTIALS;
        partials.run(x, xo, width, rows, chunks, p);
        if (chunks * PARTIALS < count) {
            addTail(rows, width, chunks * PARTIALS, count, x, xo, p);
        }
        for (int r = 0; r < rows; r++) {
            y[yo + r] += tree(p, r * PARTIALS);
        }
    }

    private static void addTail(int rows, int width, int from, int count, float[] x, int xo, float[] p) {
        for (int r = 0; r < rows; r++) {
            for (int b = from; b < count; b++) {
                p[r * PARTIALS + b - from] += x[xo + r * width + b];
            }
        }
    }

    private static float tree(float[] p, int o) {
        float a = (p[o] + p[o + 8]) + (p[o + 4] + p[o + 12]);
        float b = (p[o + 1] + p[o + 9]) + (p[o + 5] + p[o + 13]);
        float c = (p[o + 2] + p[o + 10]) + (p[o + 6] + p[o + 14]);
        float d = (p[o + 3] + p[o + 11]) + (p[o + 7] + p[o + 15]);
        return (a + c) + (b + d);
    }
}
