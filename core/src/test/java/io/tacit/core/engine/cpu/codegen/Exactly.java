package io.tacit.core.engine.cpu.codegen;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Elementary functions to 50 digits, by series. */
final class Exactly {

    private static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);
    private static final BigDecimal SMALLEST = new BigDecimal("1e-60");
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal PI =
            new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899");
    private static final int HALVINGS = 8;

    private Exactly() {}

    static BigDecimal exp(BigDecimal x) {
        BigDecimal ln2 = log(TWO);
        BigDecimal turns = x.divide(ln2, 0, RoundingMode.HALF_EVEN);
        BigDecimal r = x.subtract(turns.multiply(ln2)).divide(TWO.pow(HALVINGS), DIGITS);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int i = 1; term.abs().compareTo(SMALLEST) > 0; i++) {
            term = term.multiply(r).divide(BigDecimal.valueOf(i), DIGITS);
            sum = sum.add(term);
        }
        for (int i = 0; i < HALVINGS; i++) {
            sum = sum.multiply(sum, DIGITS);
        }
        return sum.multiply(TWO.pow(turns.intValueExact(), DIGITS), DIGITS);
    }

    /** By 2 artanh((m − 1)/(m + 1)) and powers of two. */
    static BigDecimal log(BigDecimal x) {
        int n = Math.getExponent(x.doubleValue());
        BigDecimal m = x.divide(TWO.pow(n, DIGITS), DIGITS);
        BigDecimal log = artanhTwice(m);
        return n == 0 ? log : log.add(artanhTwice(TWO).multiply(BigDecimal.valueOf(n)));
    }

    private static BigDecimal artanhTwice(BigDecimal m) {
        BigDecimal s = m.subtract(BigDecimal.ONE).divide(m.add(BigDecimal.ONE), DIGITS);
        BigDecimal square = s.multiply(s, DIGITS);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal power = s;
        for (int i = 1; power.abs().compareTo(SMALLEST.multiply(s.abs().add(SMALLEST))) > 0; i += 2) {
            sum = sum.add(power.divide(BigDecimal.valueOf(i), DIGITS));
            power = power.multiply(square, DIGITS);
        }
        return sum.multiply(TWO);
    }

    static BigDecimal tanh(BigDecimal x) {
        BigDecimal e = exp(x.multiply(TWO));
        return e.subtract(BigDecimal.ONE).divide(e.add(BigDecimal.ONE), DIGITS);
    }

    static BigDecimal sigmoid(BigDecimal x) {
        BigDecimal e = exp(x);
        return e.divide(e.add(BigDecimal.ONE), DIGITS);
    }

    static BigDecimal softplus(BigDecimal x) {
        return log(BigDecimal.ONE.add(exp(x)));
    }

    /** 2/√π e^{−x²} Σ 2ⁿ x²ⁿ⁺¹ / (1 · 3 ⋯ (2n + 1)). */
    static BigDecimal erf(BigDecimal x) {
        BigDecimal square = x.multiply(x, DIGITS).multiply(TWO);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal term = x;
        for (int n = 1; term.abs().compareTo(SMALLEST) > 0; n++) {
            sum = sum.add(term);
            term = term.multiply(square).divide(BigDecimal.valueOf(2L * n + 1), DIGITS);
        }
        BigDecimal scale =
                TWO.divide(PI.sqrt(DIGITS), DIGITS).multiply(exp(x.multiply(x).negate()));
        return sum.multiply(scale, DIGITS);
    }

    static BigDecimal sin(BigDecimal x) {
        return series(x.remainder(PI.multiply(TWO), new MathContext(90)));
    }

    static BigDecimal cos(BigDecimal x) {
        return sin(x.add(PI.divide(TWO, new MathContext(80))));
    }

    private static BigDecimal series(BigDecimal r) {
        BigDecimal square = r.multiply(r, DIGITS).negate();
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal term = r;
        for (int i = 1; term.abs().compareTo(SMALLEST) > 0; i += 2) {
            sum = sum.add(term);
            term = term.multiply(square).divide(BigDecimal.valueOf((i + 1L) * (i + 2L)), DIGITS);
        }
        return sum;
    }

    static BigDecimal pow(BigDecimal a, BigDecimal b) {
        return exp(b.multiply(log(a)));
    }
}
