package io.tacit.core.engine.cpu.codegen;

/** Matrix products by generated {@link GemmBlock}s: C is cut into blocks that keep their sums in registers from the first term to the last. */
final class VectorGemm implements Gemm<float[]> {

    /** Columns of a transposed panel. */
    private static final int PANEL = 64;

    private final VectorBlocks blocks;
    private final Scratch transposed = new Scratch();
    private final Scratch lastColumns = new Scratch();
    private final Scratch sums = new Scratch();

    VectorGemm(VectorBlocks blocks) {
        this.blocks = blocks;
    }

    @Override
    public void multiply(Product product, int n, float[] a, int ao, float[] b, int bo, float[] c, int co) {
        panels(product, n, a, ao, b, bo, n, c, co, n);
    }

    private void panels(Product p, int n, float[] a, int ao, float[] b, int bo, int br, float[] c, int co, int cr) {
        for (int j = 0; j < n; j += blocks.widest()) {
            int columns = Math.min(blocks.widest(), n - j);
            int tallest = blocks.tallest(columns);
            for (int i = 0; i < p.m(); i += tallest) {
                int rows = Math.min(tallest, p.m() - i);
                int from = ao + i * p.aRow();
                blocks.get(p.store(), rows, columns)
                        .run(a, from, p.aRow(), p.aColumn(), b, bo + j, br, c, co + i * cr + j, cr, p.k());
            }
        }
    }

    /**
     * Vectors run along the columns of G, or along its rows where that costs less; each has Z or U transposed first, so that the factor in
     * vectors is contiguous for one lane b.
     */
    @Override
    public void accumulate(Outer outer, int width, int count, float[] u, int uo, float[] z, int zo, float[] g, int go) {
        int m = outer.m();
        int k = outer.k();
        boolean alongRows = costAlongRows(m, k, count) < costAlongColumns(m, k, count);
        int step = outer.p() * width;
        for (int q = 0; q < outer.p(); q++) {
            int uq = uo + q * width;
            int zq = zo + q * width;
            if (alongRows) {
                alongRows(m, k, step, count, u, uq, z, zq, g, go);
            } else {
                alongColumns(m, k, step, count, u, uq, z, zq, g, go);
            }
        }
    }

    /** Cycles, roughly: sums, one for each number transposed, and the copy of the last columns. */
    private static int costAlongColumns(int m, int k, int count) {
        return m * padded(k) / LANES * count + k * count + (k % LANES == 0 ? 0 : 20 * m);
    }

    /** Likewise, with a few cycles for each number of G to be transposed there and back. */
    private static int costAlongRows(int m, int k, int count) {
        return padded(m) / LANES * k * count + m * count + 6 * m * k;
    }

    /**
     * Where k is not a multiple of 16, the last 16 columns are summed apart, in a copy, and written over the others' overlap, which holds the
     * same bits; or, where there are fewer than 16, all of them.
     */
    private void alongColumns(
            int m, int k, int step, int count, float[] u, int uo, float[] z, int zo, float[] g, int go) {
        float[] zt = transpose(z, zo, step, k, count);
        Product product = new Product(Store.ADD, m, count, step, 1);
        int whole = k / LANES * LANES;
        int last = Math.max(0, k - LANES);
        float[] tail = sums.floats(whole < k ? m * LANES : 0);
        if (whole < k) {
            copy(m, k - last, g, go + last, k, tail, 0, LANES);
            float[] columns = lastColumns(zt, last, k, count);
            panels(product, LANES, u, uo, columns, 0, LANES, tail, 0, LANES);
        }
        for (int j = 0; j < whole; j += PANEL) {
            panels(product, Math.min(PANEL, whole - j), u, uo, zt, j * count, PANEL, g, go + j, k);
        }
        if (whole < k) {
            copy(m, k - last, tail, 0, LANES, g, go + last, k);
        }
    }

    /** Columns {@code from} … k − 1 of transposed panels as one panel of 16. */
    private float[] lastColumns(float[] zt, int from, int k, int count) {
        float[] columns = lastColumns.floats(count * LANES);
        for (int j = from; j < k; j++) {
            int start = j / PANEL * PANEL * count + j % PANEL;
            for (int b = 0; b < count; b++) {
                columns[b * LANES + j - from] = zt[start + PANEL * b];
            }
        }
        return columns;
    }

    private void alongRows(int m, int k, int step, int count, float[] u, int uo, float[] z, int zo, float[] g, int go) {
        float[] ut = transpose(u, uo, step, m, count);
        int pitch = padded(m);
        float[] gt = sums.floats(k * pitch);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < k; j++) {
                gt[j * pitch + i] = g[go + i * k + j];
            }
        }
        Product product = new Product(Store.ADD, k, count, step, 1);
        for (int i = 0; i < pitch; i += PANEL) {
            panels(product, Math.min(PANEL, pitch - i), z, zo, ut, i * count, PANEL, gt, i, pitch);
        }
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < k; j++) {
                g[go + i * k + j] = gt[j * pitch + i];
            }
        }
    }

    private static void copy(int rows, int columns, float[] x, int xo, int xr, float[] y, int yo, int yr) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(x, xo + i * xr, y, yo + i * yr, columns);
        }
    }

    /** Panels of {@link #PANEL} rows of X, each transposed to columns × PANEL; the last one may be partly of any content. */
    private float[] transpose(float[] x, int xo, int xr, int rows, int columns) {
        float[] y = transposed.floats((rows + PANEL - 1) / PANEL * PANEL * columns);
        for (int i = 0; i < rows; i += PANEL) {
            transposePanel(x, xo + i * xr, xr, y, i * columns, Math.min(PANEL, rows - i), columns);
        }
        return y;
    }

    /** Steps of a constant length let the compiler move the range checks out of the loop, which halves the time. */
    private static void transposePanel(float[] x, int xo, int xr, float[] y, int yo, int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            int from = xo + i * xr;
            int to = yo + i;
            for (int j = 0; j < columns; j++) {
                y[to + PANEL * j] = x[from + j];
            }
        }
    }

    private static int padded(int length) {
        return (length + LANES - 1) / LANES * LANES;
    }
}
