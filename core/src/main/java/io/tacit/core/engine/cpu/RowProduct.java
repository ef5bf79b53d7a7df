package io.tacit.core.engine.cpu;

/**
 * Matrix product of one example where no {@link Gemm} form fits: both factors per example, or both SHARED.
 * {@code C[i,j] = Σₖ A[i·ai + k·ak] · B[k·bk + j·bj]}, rows of lanes; a SHARED factor gives one number for all lanes.
 */
record RowProduct(Place a, int ai, int ak, Place b, int bk, int bj, Place c, int m, int n, int inner)
        implements Instruction {

    @Override
    public void run(Frame f) {
        int width = f.width(c);
        float[] y = f.array(c);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                int row = f.start(c) + (i * n + j) * width;
                java.util.Arrays.fill(y, row, row + width, 0f);
                for (int k = 0; k < inner; k++) {
                    accumulate(
                            f,
                            f.start(a) + (i * ai + k * ak) * f.width(a),
                            f.start(b) + (k * bk + j * bj) * f.width(b),
                            y,
                            row,
                            width);
                }
            }
        }
    }

    private void accumulate(Frame f, int x, int z, float[] y, int row, int width) {
        float[] left = f.array(a);
        float[] right = f.array(b);
        if (a.shared() && b.shared()) {
            float product = left[x] * right[z];
            for (int l = 0; l < width; l++) {
                y[row + l] += product;
            }
        } else if (a.shared()) {
            axpy(left[x], right, z, y, row, width);
        } else if (b.shared()) {
            axpy(right[z], left, x, y, row, width);
        } else {
            for (int l = 0; l < width; l++) {
                y[row + l] = Math.fma(left[x + l], right[z + l], y[row + l]);
            }
        }
    }

    static void axpy(float s, float[] x, int xs, float[] y, int ys, int width) {
        for (int l = 0; l < width; l++) {
            y[ys + l] = Math.fma(s, x[xs + l], y[ys + l]);
        }
    }
}
