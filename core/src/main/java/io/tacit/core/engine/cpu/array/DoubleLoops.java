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

    @Override
    public void addFourScaled(double[] s, int so, int sr, double[] x, int xo, int xr, double[] y, int yo, int n) {
        double s0 = s[so];
        double s1 = s[so + sr];
        double s2 = s[so + 2 * sr];
        double s3 = s[so + 3 * sr];
        for (int i = 0; i < n; i++) {
            double sum = Math.fma(s0, x[xo + i], y[yo + i]);
            sum = Math.fma(s1, x[xo + xr + i], sum);
            sum = Math.fma(s2, x[xo + 2 * xr + i], sum);
            y[yo + i] = Math.fma(s3, x[xo + 3 * xr + i], sum);
        }
    }

    @Override
    public void addTree(double[] x, int xo, double[] y, int yo) {
        double a = (x[xo] + x[xo + 8]) + (x[xo + 4] + x[xo + 12]);
        double b = (x[xo + 1] + x[xo + 9]) + (x[xo + 5] + x[xo + 13]);
        double c = (x[xo + 2] + x[xo + 10]) + (x[xo + 6] + x[xo + 14]);
        double d = (x[xo + 3] + x[xo + 11]) + (x[xo + 7] + x[xo + 15]);
        y[yo] += (a + c) + (b + d);
    }

    @Override
    public void scatter(double[] x, int xo, double[] y, int yo, int stride, int n) {
        if (stride == PANEL) {
            for (int i = 0; i < n; i++) {
                y[yo + PANEL * i] = x[xo + i];
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            y[yo + stride * i] = x[xo + i];
        }
    }

    @Override
    public void gather(double[] x, int xo, int stride, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = x[xo + stride * i];
        }
    }
}
