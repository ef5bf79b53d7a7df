package io.tacit.core.engine.cpu.array;

/** Loops of dense systems and inner iterations over numbers of 64 bits. */
final class DoubleSolveLoops implements SolveLoops<double[]> {

    @Override
    public void subtractProducts(double[] a, int ao, double[] b, int bo, double[] y, int yo, int rows, int n) {
        for (int r = 0; r < rows; r++) {
            int from = bo + r * n;
            int to = yo + r * n;
            for (int i = 0; i < n; i++) {
                y[to + i] = Math.fma(-a[ao + i], b[from + i], y[to + i]);
            }
        }
    }

    @Override
    public void divide(double[] d, int dof, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] /= d[dof + i];
        }
    }

    @Override
    public void squareRoot(double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.sqrt(y[yo + i]);
        }
    }

    @Override
    public void larger(double[] x, int column, int stride, int row, int[] rows, int n) {
        for (int i = 0; i < n; i++) {
            double candidate = Math.abs(x[column + row * stride + i]);
            rows[i] = candidate > Math.abs(x[column + rows[i] * stride + i]) ? row : rows[i];
        }
    }

    @Override
    public void exchange(double[] x, int first, int base, int stride, int[] rows, int n) {
        for (int i = 0; i < n; i++) {
            int other = base + rows[i] * stride + i;
            double held = x[first + i];
            x[first + i] = x[other];
            x[other] = held;
        }
    }

    @Override
    public void select(boolean[] marked, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = marked[i] ? x[xo + i] : y[yo + i];
        }
    }
}
