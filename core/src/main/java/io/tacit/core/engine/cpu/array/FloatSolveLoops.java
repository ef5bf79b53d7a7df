package io.tacit.core.engine.cpu.array;

/** Loops of dense systems and inner iterations over numbers of 32 bits. */
final class FloatSolveLoops implements SolveLoops<float[]> {

    @Override
    public void subtractProducts(float[] a, int ao, float[] b, int bo, float[] y, int yo, int rows, int n) {
        for (int r = 0; r < rows; r++) {
            int from = bo + r * n;
            int to = yo + r * n;
            for (int i = 0; i < n; i++) {
                y[to + i] = Math.fma(-a[ao + i], b[from + i], y[to + i]);
            }
        }
    }

    @Override
    public void divide(float[] d, int dof, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] /= d[dof + i];
        }
    }

    @Override
    public void squareRoot(float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = (float) Math.sqrt(y[yo + i]);
        }
    }

    @Override
    public void larger(float[] x, int column, int stride, int row, int[] rows, int n) {
        for (int i = 0; i < n; i++) {
            float candidate = Math.abs(x[column + row * stride + i]);
            rows[i] = candidate > Math.abs(x[column + rows[i] * stride + i]) ? row : rows[i];
        }
    }

    @Override
    public void exchange(float[] x, int first, int base, int stride, int[] rows, int n) {
        for (int i = 0; i < n; i++) {
            int other = base + rows[i] * stride + i;
            float held = x[first + i];
            x[first + i] = x[other];
            x[other] = held;
        }
    }

    @Override
    public void select(boolean[] marked, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = marked[i] ? x[xo + i] : y[yo + i];
        }
    }
}
