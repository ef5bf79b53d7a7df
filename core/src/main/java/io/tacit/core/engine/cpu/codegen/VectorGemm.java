package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.cpu.array.LaneLoops;
import io.tacit.core.engine.cpu.array.Numbers;

/** Matrix products by generated {@link GemmBlock}s: C is cut into blocks that keep their sums in registers from the first term to the last. */
final class VectorGemm<A> implements Gemm<A> {

    /** Columns of a transposed panel. */
    private static final int PANEL = LaneLoops.PANEL;

    private final Numbers<A> numbers;
    private final VectorBlocks<A> blocks;
    private final Scratch<A> transposed;
    private final Scratch<A> lastColumns;
    private final Scratch<A> sums;

    VectorGemm(Numbers<A> numbers, VectorBlocks<A> blocks) {
        this.numbers = numbers;
        this.blocks = blocks;
        this.transposed = new Scratch<>(numbers);
        this.lastColumns = new Scratch<>(numbers);
        this.sums = new Scratch<>(numbers);
    }

    @Override
    public void multiply(Product product, int n, A a, int ao, A b, int bo, A c, int co) {
        panels(product, n, a, ao, b, bo, n, c, co, n);
    }

    private void panels(Product p, int n, A a, int ao, A b, int bo, int br, A c, int co, int cr) {
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
    public void accumulate(Outer outer, int width, int count, A u, int uo, A z, int zo, A g, int go) {
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
     * The last 16 columns, where k is not a multiple of 16, are summed apart, in a copy, and written over the others' overlap, which holds the
     * same bits; or, where there are fewer than 16, all of them.
     */
    private void alongColumns(int m, int k, int step, int count, A u, int uo, A z, int zo, A g, int go) {
        A zt = transpose(z, zo, step, k, count);
        Product product = new Product(Store.ADD, m, count, step, 1);
        int whole = k / LANES * LANES;
        int last = Math.max(0, k - LANES);
        A tail = sums.array(whole < k ? m * LANES : 0);
        if (whole < k) {
            copy(m, k - last, g, go + last, k, tail, 0, LANES);
            A columns = lastColumns(zt, last, k, count);
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
    private A lastColumns(A zt, int from, int k, int count) {
        A columns = lastColumns.array(count * LANES);
        int next;
        for (int j = from; j < k; j = next) {
            next = Math.min(k, (j / PANEL + 1) * PANEL);
            int start = j / PANEL * PANEL * count + j % PANEL;
            for (int b = 0; b < count; b++) {
                numbers.copy(zt, start + PANEL * b, columns, b * LANES + j - from, next - j);
            }
        }
        return columns;
    }

    private void alongRows(int m, int k, int step, int count, A u, int uo, A z, int zo, A g, int go) {
        A ut = transpose(u, uo, step, m, count);
        int pitch = padded(m);
        A gt = sums.array(k * pitch);
        for (int i = 0; i < m; i++) {
            numbers.loops().scatter(g, go + i * k, gt, i, pitch, k);
        }
        Product product = new Product(Store.ADD, k, count, step, 1);
        for (int i = 0; i < pitch; i += PANEL) {
            panels(product, Math.min(PANEL, pitch - i), z, zo, ut, i * count, PANEL, gt, i, pitch);
        }
        for (int i = 0; i < m; i++) {
            numbers.loops().gather(gt, i, pitch, g, go + i * k, k);
        }
    }

    private void copy(int rows, int columns, A x, int xo, int xr, A y, int yo, int yr) {
        for (int i = 0; i < rows; i++) {
            numbers.copy(x, xo + i * xr, y, yo + i * yr, columns);
        }
    }

    /** Panels of {@link #PANEL} rows of X, each transposed to columns × PANEL; the last one may be partly of any content. */
    private A transpose(A x, int xo, int xr, int rows, int columns) {
        A y = transposed.array((rows + PANEL - 1) / PANEL * PANEL * columns);
        for (int i = 0; i < rows; i += PANEL) {
            transposePanel(x, xo + i * xr, xr, y, i * columns, Math.min(PANEL, rows - i), columns);
        }
        return y;
    }

    private void transposePanel(A x, int xo, int xr, A y, int yo, int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            numbers.loops().scatter(x, xo + i * xr, y, yo + i, PANEL, columns);
        }
    }

    private static int padded(int length) {
        return (length + LANES - 1) / LANES * LANES;
    }
}
