package io.tacit.core.engine.nd4j;

import io.tacit.core.program.DenseSolve;

/** One matrix A [n×n], row-major, that is overwritten while a system with it is solved (Golub and Van Loan 2013, algorithms 3.4.1 and 4.2.1). */
record DenseSystem(double[] a, int n) {

    /** Replaces b [n×m] by A⁻¹b. */
    void solve(DenseSolve.Form form, double[] b, int m) {
        if (form == DenseSolve.Form.CHOLESKY) {
            factor();
            forward(b, m);
            transpose();
        } else {
            for (int k = 0; k < n; k++) {
                exchange(k, pivot(k), b, m);
                eliminate(k, b, m);
            }
        }
        backward(b, m);
    }

    private int pivot(int k) {
        int pivot = k;
        for (int i = k + 1; i < n; i++) {
            if (Math.abs(a[i * n + k]) > Math.abs(a[pivot * n + k])) {
                pivot = i;
            }
        }
        return pivot;
    }

    private void exchange(int k, int with, double[] b, int m) {
        if (k != with) {
            exchange(a, k, with, n);
            exchange(b, k, with, m);
        }
    }

    private static void exchange(double[] rows, int k, int with, int length) {
        for (int j = 0; j < length; j++) {
            double held = rows[k * length + j];
            rows[k * length + j] = rows[with * length + j];
            rows[with * length + j] = held;
        }
    }

    private void eliminate(int k, double[] b, int m) {
        for (int i = k + 1; i < n; i++) {
            double factor = a[i * n + k] / a[k * n + k];
            for (int j = k + 1; j < n; j++) {
                a[i * n + j] -= factor * a[k * n + j];
            }
            for (int j = 0; j < m; j++) {
                b[i * m + j] -= factor * b[k * m + j];
            }
        }
    }

    /** The lower triangle becomes L with A = LLᵀ; NaN where A is not positive definite. */
    private void factor() {
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                double sum = a[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i * n + k] * a[j * n + k];
                }
                a[i * n + j] = i == j ? Math.sqrt(sum) : sum / a[j * n + j];
            }
        }
    }

    private void forward(double[] b, int m) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                double sum = b[i * m + j];
                for (int k = 0; k < i; k++) {
                    sum -= a[i * n + k] * b[k * m + j];
                }
                b[i * m + j] = sum / a[i * n + i];
            }
        }
    }

    private void transpose() {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                a[j * n + i] = a[i * n + j];
            }
        }
    }

    private void backward(double[] b, int m) {
        for (int i = n - 1; i >= 0; i--) {
            for (int j = 0; j < m; j++) {
                double sum = b[i * m + j];
                for (int k = i + 1; k < n; k++) {
                    sum -= a[i * n + k] * b[k * m + j];
                }
                b[i * m + j] = sum / a[i * n + i];
            }
        }
    }
}
