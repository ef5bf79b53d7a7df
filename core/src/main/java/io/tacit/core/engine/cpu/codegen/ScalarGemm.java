package io.tacit.core.engine.cpu.codegen;

/** Scalar twin of {@link VectorGemm}: plain loops over lanes, four terms of the contraction at a time. */
final class ScalarGemm implements Gemm<float[]> {

    private final Scratch scratch = new Scratch();

    @Override
    public void multiply(Product product, int n, float[] a, int ao, float[] b, int bo, float[] c, int co) {
        block(product.store(), product.m(), n)
                .run(a, ao, product.aRow(), product.aColumn(), b, bo, n, c, co, n, product.k());
    }

    /** Scalar twin of a generated block of so many rows and columns. */
    static GemmBlock block(Store store, int rows, int columns) {
        return (a, ao, ar, ac, b, bo, br, c, co, cr, k) -> {
            for (int i = 0; i < rows; i++) {
                int row = co + i * cr;
                if (store == Store.SET) {
                    java.util.Arrays.fill(c, row, row + columns, 0);
                }
                addRow(a, ao + i * ar, ac, k, b, bo, br, c, row, columns);
            }
        };
    }

    /** c[0..n) += Σ_l a_l · b_l in order of l. */
    private static void addRow(float[] a, int ao, int ac, int k, float[] b, int bo, int br, float[] c, int co, int n) {
        int l = 0;
        for (; l + 4 <= k; l += 4) {
            int at = ao + l * ac;
            fourTerms(a[at], a[at + ac], a[at + 2 * ac], a[at + 3 * ac], b, bo + l * br, br, c, co, n);
        }
        for (; l < k; l++) {
            term(a[ao + l * ac], b, bo + l * br, c, co, n);
        }
    }

    private static void fourTerms(
            float a0, float a1, float a2, float a3, float[] b, int bo, int br, float[] c, int co, int n) {
        for (int j = 0; j < n; j++) {
            float sum = Math.fma(a0, b[bo + j], c[co + j]);
            sum = Math.fma(a1, b[bo + br + j], sum);
            sum = Math.fma(a2, b[bo + 2 * br + j], sum);
            c[co + j] = Math.fma(a3, b[bo + 3 * br + j], sum);
        }
    }

    private static void term(float a, float[] b, int bo, float[] c, int co, int n) {
        for (int j = 0; j < n; j++) {
            c[co + j] = Math.fma(a, b[bo + j], c[co + j]);
        }
    }

    @Override
    public void accumulate(Outer outer, int width, int count, float[] u, int uo, float[] z, int zo, float[] g, int go) {
        int k = outer.k();
        float[] transposed = scratch.floats(count * k);
        for (int q = 0; q < outer.p(); q++) {
            transpose(z, zo + q * width, outer.p() * width, k, count, transposed);
            for (int i = 0; i < outer.m(); i++) {
                int row = uo + (i * outer.p() + q) * width;
                addRow(u, row, 1, count, transposed, 0, k, g, go + i * k, k);
            }
        }
    }

    private static void transpose(float[] z, int zo, int zr, int rows, int columns, float[] to) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                to[j * rows + i] = z[zo + i * zr + j];
            }
        }
    }
}
