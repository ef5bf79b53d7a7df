package io.tacit.core.engine.cpu.kernel;

/**
 * Sums over examples. Lane b goes to partial sum b mod 16, in order; the 16 partial sums are added as a balanced tree. The order depends on
 * nothing but the number of lanes.
 */
public final class LaneSum {

    private static final int PARTIALS = 16;
    private static final Scratch SCRATCH = new Scratch();

    private LaneSum() {}

    /**
     * {@code y[r] += Σ_b x[r][b]} over lanes b = 0 … count − 1, for every row r.
     *
     * @param width lanes of each row in memory, of which those from {@code count} on are padding
     */
    public static void add(int rows, int width, int count, float[] x, int xo, float[] y, int yo) {
        float[] partial = SCRATCH.floats(PARTIALS);
        for (int r = 0; r < rows; r++) {
            y[yo + r] += sum(count, x, xo + r * width, partial);
        }
    }

    private static float sum(int count, float[] x, int xo, float[] p) {
        int first = Math.min(count, PARTIALS);
        System.arraycopy(x, xo, p, 0, first);
        java.util.Arrays.fill(p, first, PARTIALS, 0);
        int b = PARTIALS;
        for (; b + PARTIALS <= count; b += PARTIALS) {
            for (int j = 0; j < PARTIALS; j++) {
                p[j] += x[xo + b + j];
            }
        }
        for (; b < count; b++) {
            p[b % PARTIALS] += x[xo + b];
        }
        return tree(p);
    }

    private static float tree(float[] p) {
        float a = quarter(p, 0) + quarter(p, 2);
        float b = quarter(p, 1) + quarter(p, 3);
        return a + b;
    }

    private static float quarter(float[] p, int j) {
        return (p[j] + p[j + 8]) + (p[j + 4] + p[j + 12]);
    }
}
