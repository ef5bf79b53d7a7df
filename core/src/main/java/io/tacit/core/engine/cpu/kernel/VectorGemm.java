package io.tacit.core.engine.cpu.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** Matrix products by written {@link GemmBlock}s: C is cut into blocks that keep their sums in registers from the first term to the last. */
final class VectorGemm implements Gemm {

    /** With 4 vectors of 16 lanes: 24 sums, 4 vectors of B and a broadcast in 32 registers; the best of all that were measured. */
    private static final int ROWS = 6;

    private static final int MAX_VECTORS = 4;

    /** Columns of a transposed panel. */
    private static final int PANEL = 64;

    private final int lanes;
    private final int vectors;
    private final AtomicReferenceArray<GemmBlock> blocks =
            new AtomicReferenceArray<>(Store.values().length * ROWS * MAX_VECTORS);
    private final Scratch transposed = new Scratch();
    private final Scratch sums = new Scratch();

    /** @param lanes floats in a vector: 4, 8 or 16 */
    VectorGemm(int lanes) {
        this.lanes = lanes;
        // Processors with 256-bit vectors have 16 registers, those with 512 (AVX-512) and 128 (NEON) have 32.
        this.vectors = lanes == 8 ? 2 : 4;
    }

    @Override
    public void multiply(Product product, int n, float[] a, int ao, float[] b, int bo, float[] c, int co) {
        panels(product, n, a, ao, b, bo, n, c, co, n);
    }

    private void panels(Product p, int n, float[] a, int ao, float[] b, int bo, int br, float[] c, int co, int cr) {
        int widest = vectors * lanes;
        for (int j = 0; j < n; j += widest) {
            int count = Math.min(widest, n - j) / lanes;
            for (int i = 0; i < p.m(); i += ROWS) {
                int rows = Math.min(ROWS, p.m() - i);
                block(p.store(), rows, count)
                        .run(a, ao + i * p.aRow(), p.aRow(), p.aColumn(), b, bo + j, br, c, co + i * cr + j, cr, p.k());
            }
        }
    }

    private GemmBlock block(Store store, int rows, int count) {
        int index = (store.ordinal() * ROWS + rows - 1) * MAX_VECTORS + count - 1;
        GemmBlock block = blocks.get(index);
        if (block == null) {
            block = GemmBlockWriter.write(rows, count, lanes, store);
            blocks.set(index, block);
        }
        return block;
    }

    /**
     * Vectors run along the columns of G, or along its rows where that wastes fewer lanes; each has Z or U transposed first, so that the
     * factor in vectors is contiguous for one lane b.
     */
    @Override
    public void accumulate(Outer outer, int width, int count, float[] u, int uo, float[] z, int zo, float[] g, int go) {
        int m = outer.m();
        int k = outer.k();
        boolean alongRows = padded(m) * k < m * padded(k);
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

    private void alongColumns(
            int m, int k, int step, int count, float[] u, int uo, float[] z, int zo, float[] g, int go) {
        float[] zt = transpose(z, zo, step, k, count);
        Product product = new Product(Store.ADD, m, count, step, 1);
        int whole = k / LANES * LANES;
        for (int j = 0; j < whole; j += PANEL) {
            panels(product, Math.min(PANEL, whole - j), u, uo, zt, j * count, PANEL, g, go + j, k);
        }
        if (whole < k) {
            float[] tail = sums.floats(m * LANES);
            copy(m, k - whole, g, go + whole, k, tail, 0, LANES);
            panels(product, LANES, u, uo, zt, whole / PANEL * PANEL * count + whole % PANEL, PANEL, tail, 0, LANES);
            copy(m, k - whole, tail, 0, LANES, g, go + whole, k);
        }
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
            for (int j = 0; j < columns; j++) {
                y[yo + i * yr + j] = x[xo + i * xr + j];
            }
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
