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

    @Override
    public void addFourScaled(float[] s, int so, int sr, float[] x, int xo, int xr, float[] y, int yo, int n) {
        float s0 = s[so];
        float s1 = s[so + sr];
        float s2 = s[so + 2 * sr];
        float s3 = s[so + 3 * sr];
        for (int i = 0; i < n; i++) {
            float sum = Math.fma(s0, x[xo + i], y[yo + i]);
            sum = Math.fma(s1, x[xo + xr + i], sum);
            sum = Math.fma(s2, x[xo + 2 * xr + i], sum);
            y[yo + i] = Math.fma(s3, x[xo + 3 * xr + i], sum);
        }
    }

    @Override
    public void addTree(float[] x, int xo, float[] y, int yo) {
        float a = (x[xo] + x[xo + 8]) + (x[xo + 4] + x[xo + 12]);
        float b = (x[xo + 1] + x[xo + 9]) + (x[xo + 5] + x[xo + 13]);
        float c = (x[xo + 2] + x[xo + 10]) + (x[xo + 6] + x[xo + 14]);
        float d = (x[xo + 3] + x[xo + 11]) + (x[xo + 7] + x[xo + 15]);
        y[yo] += (a + c) + (b + d);
    }

    @Override
    public void scatter(float[] x, int xo, float[] y, int yo, int stride, int n) {
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
    public void gather(float[] x, int xo, int stride, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = x[xo + stride * i];
        }
    }
}
