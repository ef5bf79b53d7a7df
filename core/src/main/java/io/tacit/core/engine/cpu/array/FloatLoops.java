package io.tacit.core.engine.cpu.array;

/** Loops over numbers of 32 bits. */
final class FloatLoops implements LaneLoops<float[]> {

    @Override
    public void add(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] += x[xo + i];
        }
    }

    @Override
    public void addConstant(double c, float[] y, int yo, int n) {
        float rounded = (float) c;
        for (int i = 0; i < n; i++) {
            y[yo + i] += rounded;
        }
    }

    @Override
    public void max(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.max(y[yo + i], x[xo + i]);
        }
    }

    @Override
    public void addScaled(float[] s, int so, float[] x, int xo, float[] y, int yo, int n) {
        float scale = s[so];
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.fma(scale, x[xo + i], y[yo + i]);
        }
    }

    @Override
    public void addProducts(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.fma(a[ao + i], b[bo + i], y[yo + i]);
        }
    }

    @Override
    public void addRoundedProduct(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        float product = a[ao] * b[bo];
        for (int i = 0; i < n; i++) {
            y[yo + i] += product;
        }
    }
}
