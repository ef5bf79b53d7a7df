package io.tacit.core.engine.cpu.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.engine.plan.kernel.FusedKernel;
import io.tacit.core.program.Binary;
import io.tacit.core.program.Elementwise;
import io.tacit.core.program.Unary;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.Precision;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accuracy of the float64 functions against series of 50 digits, and densely against {@code StrictMath}, which is within an ulp of them. */
class Elementary64Test {

    private static final int DENSE = 1 << 18;
    private static final int EXACT = 1500;
    /** Lanes of one run: a scalar twin keeps all its values of so many. */
    private static final int PIECE = 1024;

    /** Applies an operation to arrays by the fastest kernels. */
    private static double[] apply(Elementwise operation, double[]... x) {
        int length = x[0].length;
        int padded = (length + PIECE - 1) / PIECE * PIECE;
        FusedKernel.Builder kernel = FusedKernel.over(Precision.FLOAT64, 1);
        int[] arguments = new int[x.length];
        double[][] memory = new double[x.length + 1][];
        for (int i = 0; i < x.length; i++) {
            arguments[i] = kernel.tile();
            memory[i] = Arrays.copyOf(x[i], padded);
        }
        memory[x.length] = new double[padded];
        kernel.store(kernel.apply(operation, arguments));
        FusedLoop<double[]> loop = Kernels.doubles().compile(kernel.build());
        int[] offsets = new int[x.length + 1];
        for (int i = 0; i < padded; i += PIECE) {
            Arrays.fill(offsets, i);
            loop.run(memory, offsets, PIECE);
        }
        return Arrays.copyOf(memory[x.length], length);
    }

    private static double at(Elementwise operation, double... x) {
        return apply(operation, Arrays.stream(x).mapToObj(v -> new double[] {v}).toArray(double[][]::new))[0];
    }

    private static double[] grid(double from, double to, int count) {
        // A step that is no short binary fraction.
        return IntStream.range(0, count)
                .mapToDouble(i -> from + (to - from) * i / (count - 1.0))
                .toArray();
    }

    private static double[] magnitudes(double from, double to, int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> StrictMath.pow(10, from + (to - from) * i / (count - 1.0)))
                .toArray();
    }

    private static BigDecimal exactly(Unary operation, double x) {
        BigDecimal exact = new BigDecimal(x);
        return switch (operation) {
            case EXP -> Exactly.exp(exact);
            case LOG -> Exactly.log(exact);
            case SIN -> Exactly.sin(exact);
            case COS -> Exactly.cos(exact);
            case TANH -> Exactly.tanh(exact);
            case ERF -> Exactly.erf(exact);
            case SIGMOID -> Exactly.sigmoid(exact);
            case SOFTPLUS -> Exactly.softplus(exact);
            default -> throw new IllegalArgumentException(operation.name());
        };
    }

    /** Distance in units in the last place of the exact result. */
    private static double ulps(double y, BigDecimal exact) {
        BigDecimal ulp = new BigDecimal(Math.ulp(exact.doubleValue()));
        return new BigDecimal(y).subtract(exact).abs().doubleValue() / ulp.doubleValue();
    }

    @ParameterizedTest
    @CsvSource({
        "EXP, -707, 709.7, 1",
        "EXP, -1, 1, 1",
        "LOG, 0.4, 2.5, 1",
        "LOG, 1e-3, 50, 1",
        "LOG, 1e10, 1e300, 1",
        "SIN, -6.3, 6.3, 2",
        "COS, -6.3, 6.3, 2",
        "SIN, 1e5, 1.1e5, 2",
        "COS, 1e11, 1.1e11, 2",
        "TANH, -1, 1, 3",
        "TANH, -20, 20, 3",
        "ERF, -1.2, 1.2, 3",
        "ERF, -6, 6, 3",
        "SIGMOID, -40, 40, 3",
        "SOFTPLUS, -40, 40, 3",
        "SOFTPLUS, -2, 2, 3"
    })
    @DisplayName("units in the last place against 50 digits")
    void againstSeries(Unary operation, double from, double to, double bound) {
        double[] x = grid(from, to, EXACT);
        double[] y = apply(operation, x);
        double worst = 0;
        for (int i = 0; i < x.length; i++) {
            if (x[i] != 0) {
                worst = Math.max(worst, ulps(y[i], exactly(operation, x[i])));
            }
        }
        assertThat(worst).as("%s on [%s, %s]", operation, from, to).isLessThanOrEqualTo(bound);
    }

    @ParameterizedTest
    @CsvSource({"TANH, 3", "ERF, 3", "SIN, 2", "LOG, 1"})
    void tinyAndOrdinaryMagnitudesAreRelativelyExact(Unary operation, double bound) {
        double[] x = magnitudes(-15, 0, EXACT);
        double[] y = apply(operation, x);
        for (int i = 0; i < x.length; i++) {
            assertThat(ulps(y[i], exactly(operation, x[i])))
                    .as("%s(%s)", operation, x[i])
                    .isLessThanOrEqualTo(bound);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EXP, -745, 709.7, 2",
        "LOG, 1e-6, 1e6, 2",
        "LOG, 1e-320, 1e-306, 2",
        "SIN, -1e6, 1e6, 3",
        "COS, -1e6, 1e6, 3",
        "SIN, 1e12, 1.05e12, 3",
        "TANH, -25, 25, 4",
        "SQRT, 0, 1e10, 0",
        "RSQRT, 1e-5, 1e10, 1.5"
    })
    @DisplayName("units in the last place against StrictMath, densely")
    void againstStrictMath(Unary operation, double from, double to, double bound) {
        double[] x = grid(from, to, DENSE);
        double[] y = apply(operation, x);
        double worst = 0;
        for (int i = 0; i < x.length; i++) {
            double expected = strictly(operation, x[i]);
            worst = Math.max(worst, Math.abs(y[i] - expected) / Math.ulp(expected));
        }
        assertThat(worst).as("%s on [%s, %s]", operation, from, to).isLessThanOrEqualTo(bound);
    }

    private static double strictly(Unary operation, double x) {
        return switch (operation) {
            case EXP -> StrictMath.exp(x);
            case LOG -> StrictMath.log(x);
            case SIN -> StrictMath.sin(x);
            case COS -> StrictMath.cos(x);
            case TANH -> StrictMath.tanh(x);
            case SQRT -> Math.sqrt(x);
            case RSQRT -> 1 / Math.sqrt(x);
            default -> throw new IllegalArgumentException(operation.name());
        };
    }

    @Test
    @DisplayName("powers are within 2 ulp up to the limits of float64")
    void power() {
        RandomKey key = RandomKey.of(5);
        double[] a = new double[EXACT];
        double[] b = new double[EXACT];
        for (int i = 0; i < EXACT; i++) {
            a[i] = StrictMath.exp(20 * key.gaussian(2 * i));
            // Exponents up to those of the largest and the smallest normal number.
            b[i] = 700 * (2 * key.uniform(2 * i + 1) - 1) / StrictMath.log(a[i]);
        }
        double[] y = apply(Binary.POW, a, b);
        for (int i = 0; i < EXACT; i++) {
            assertThat(ulps(y[i], Exactly.pow(new BigDecimal(a[i]), new BigDecimal(b[i]))))
                    .as("%s ^ %s", a[i], b[i])
                    .isLessThanOrEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-2, 3, -8",
        "-2, 2, 4",
        "0, 2, 0",
        "0, -1, Infinity",
        "3, 0, 1",
        "0, 0, 1",
        "-8, 0.5, NaN",
        "Infinity, 2, Infinity",
        "Infinity, -2, 0",
        "NaN, 2, NaN",
        "2, NaN, NaN",
        "10, 400, Infinity",
        "10, -400, 0",
        "1, 12345, 1",
        "2, 10, 1024",
        "2, -1074, 4.9E-324",
        "-2, 9007199254740992, Infinity",
        "-1, 9007199254740991, -1"
    })
    void powerAtItsLimits(double a, double b, double expected) {
        assertThat((Double) at(Binary.POW, a, b)).isEqualTo((Double) expected);
    }

    @ParameterizedTest
    @CsvSource({
        "TANH, Infinity, 1",
        "TANH, -Infinity, -1",
        "TANH, 30, 1",
        "TANH, NaN, NaN",
        "TANH, -0.0, -0.0",
        "ERF, Infinity, 1",
        "ERF, -Infinity, -1",
        "ERF, 6, 1",
        "ERF, NaN, NaN",
        "ERF, -0.0, -0.0",
        "EXP, Infinity, Infinity",
        "EXP, 710, Infinity",
        "EXP, 709.782712893384, 1.7976931348622732E308",
        "EXP, -Infinity, 0",
        "EXP, -745, 4.9E-324",
        "EXP, -746, 0",
        "EXP, NaN, NaN",
        "EXP, 0, 1",
        "LOG, 0, -Infinity",
        "LOG, -0.0, -Infinity",
        "LOG, -1, NaN",
        "LOG, Infinity, Infinity",
        "LOG, NaN, NaN",
        "LOG, 1, 0",
        "SIGMOID, Infinity, 1",
        "SIGMOID, -Infinity, 0",
        "SIGMOID, NaN, NaN",
        "SIGMOID, 0, 0.5",
        "SOFTPLUS, Infinity, Infinity",
        "SOFTPLUS, -Infinity, 0",
        "SOFTPLUS, NaN, NaN",
        "SOFTPLUS, 2000, 2000",
        "SIN, Infinity, NaN",
        "SIN, NaN, NaN",
        "SIN, -0.0, -0.0",
        "COS, -Infinity, NaN",
        "COS, 0, 1",
        "SIGN, -3, -1",
        "SIGN, NaN, NaN",
        "RELU, NaN, NaN",
        "RELU, -2, 0",
        "STEP, 0, 0",
        "SQRT, -1, NaN"
    })
    void limits(Unary operation, double x, double expected) {
        assertThat((Double) at(operation, x)).isEqualTo((Double) expected);
    }

    @ParameterizedTest
    @CsvSource({"SIN, 1e15", "COS, -1e300", "SIN, 1e13"})
    void wavesOfAnglesBeyondTheReductionAreBounded(Unary operation, double x) {
        assertThat(at(operation, x)).isBetween(-1.0, 1.0);
    }

    @ParameterizedTest
    @CsvSource({"TANH, 19.1", "ERF, 5.95", "TANH, 0.625", "ERF, 1"})
    @DisplayName("saturating functions never leave their range, nor fall where their pieces meet")
    void rangeAndOrder(Unary operation, double limit) {
        double[] x = new double[DENSE];
        for (int i = 0; i < DENSE; i++) {
            x[i] = limit + (i - DENSE / 2) * 1e-9;
        }
        double[] y = apply(operation, x);
        for (int i = 1; i < DENSE; i++) {
            // Two results may each be wrong by 3 ulp.
            assertThat(y[i]).isBetween(y[i - 1] - 6 * Math.ulp(y[i]), 1.0);
        }
    }
}
