package io.tacit.core.engine.cpu.array;

/** Loops over numbers of 64 bits. */
final class DoubleLoops implements LaneLoops<double[]> {

    @Override
    public void add(double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] += x[xo + i];
        }
    }

    @Override
    public void addConstant(double c, double[] y, int yo, int n) {
        double rounded = c;
        for (int i = 0; i < n; i++) {
            y[yo + i] += rounded;
        }
    }

    @Override
    public void max(double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.max(y[yo + i], x[xo + i]);
        }
    }

    @Override
    public void addScaled(double[] s, int so, double[] x, int xo, double[] y, int yo, int n) {
        double scale = s[so];
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.fma(scale, x[xo + i], y[yo + i]);
        }
    }

    @Override
    public void addProducts(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.fma(a[ao + i], b[bo + i], y[yo + i]);
        }
    }

    @Override
    public void addRoundedProduct(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
        double product = a[ao] * b[bo];
        for (int i = 0; i < n; i++) {
            y[yo + i] += product;
        }
    }
}
