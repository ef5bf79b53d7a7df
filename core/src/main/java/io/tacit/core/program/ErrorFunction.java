package io.tacit.core.program;

/** The error function erf(x) = 2/√π ∫₀ˣ e^{−s²} ds in double precision (Abramowitz and Stegun 1964, 7.1.6 and 7.1.14). */
final class ErrorFunction {

    private static final double SERIES_LIMIT = 2.5;
    private static final double SATURATED = 6;

    private ErrorFunction() {}

    static double erf(double x) {
        double a = Math.abs(x);
        if (Double.isNaN(x)) {
            return x;
        }
        if (a > SATURATED) {
            return Math.signum(x);
        }
        return Math.signum(x) * (a < SERIES_LIMIT ? series(a) : 1 - complement(a));
    }

    /** 7.1.6: 2/√π e^{−x²} Σ 2ⁿ x^{2n+1} / (1·3·…·(2n+1)), all terms positive. */
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; term > sum * 1e-17; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
    }

    /** 7.1.14: the continued fraction of erfc, evaluated from far out. */
    private static double complement(double x) {
        double tail = x;
        for (int n = 80; n >= 1; n--) {
            tail = x + n / 2.0 / tail;
        }
        return StrictMath.exp(-x * x) / (Math.sqrt(Math.PI) * tail);
    }
}
