package io.tacit.core.engine.cpu;

final class Gemm {
    static void nn(
            int m, int n, int k, float[] a, int as, int lda, float[] b, int bs, int ldb, float[] c, int cs, int ldc) {
        for (int i = 0; i < m; i++) {
            java.util.Arrays.fill(c, cs + i * ldc, cs + i * ldc + n, 0f);
            for (int q = 0; q < k; q++) RowProduct.axpy(a[as + i * lda + q], b, bs + q * ldb, c, cs + i * ldc, n);
        }
    }

    static void tn(
            int m, int n, int k, float[] a, int as, int lda, float[] b, int bs, int ldb, float[] c, int cs, int ldc) {
        for (int i = 0; i < m; i++) {
            java.util.Arrays.fill(c, cs + i * ldc, cs + i * ldc + n, 0f);
            for (int q = 0; q < k; q++) RowProduct.axpy(a[as + q * lda + i], b, bs + q * ldb, c, cs + i * ldc, n);
        }
    }

    static void gradient(
            int m, int k, int count, float[] u, int us, int ldu, float[] z, int zs, int ldz, float[] g, int gs) {
        for (int i = 0; i < m; i++)
            for (int j = 0; j < k; j++) {
                float s = g[gs + i * k + j];
                for (int b = 0; b < count; b++) s = Math.fma(u[us + i * ldu + b], z[zs + j * ldz + b], s);
                g[gs + i * k + j] = s;
            }
    }
}
