package io.tacit.core.engine.cpu.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.engine.plan.kernel.FusedKernel;
import io.tacit.core.program.Binary;
import io.tacit.core.program.Elementwise;
import io.tacit.core.program.Unary;
import io.tacit.core.tensor.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accuracy of the float32 functions against their definition in double arithmetic. */
class Elementary32Test {

    private static final int SAMPLES = 1 << 16;

    /** Applies an operation to arrays by the fastest kernels. */
    private static float[] apply(Elementwise operation, float[]... x) {
        int length = x[0].length;
        int padded = (length + Gemm.LANES - 1) / Gemm.LANES * Gemm.LANES;
        FusedKernel.Builder kernel = FusedKernel.over(Precision.FLOAT32, 1);
        int[] arguments = new int[x.length];
        float[][] memory = new float[x.length + 1][];
        for (int i = 0; i < x.length; i++) {
            arguments[i] = kernel.tile();
            memory[i] = java.util.Arrays.copyOf(x[i], padded);
        }
        memory[x.length] = new float[padded];
        kernel.store(kernel.apply(operation, arguments));
        Kernels.floats().compile(kernel.build()).run(memory, new int[x.length + 1], padded);
        return java.util.Arrays.copyOf(memory[x.length], length);
    }

    private static float at(Elementwise operation, double... x) {
        float[][] arguments = new float[x.length][];
        for (int i = 0; i < x.length; i++) {
            arguments[i] = new float[] {(float) x[i]};
        }
        return apply(operation, arguments)[0];
    }

    @ParameterizedTest
    @CsvSource({
        "TANH, -20, 20, 4.6",
        "ERF, -6, 6, 5.5",
        "EXP, -87.3, 88.7, 2",
        "LOG, 1e-3, 50, 2",
        "LOG, 1e-40, 1e-36, 2",
        "LOG, 1e10, 3e38, 2",
        "SOFTPLUS, -80, 100, 3",
        "SIGMOID, -80, 80, 3",
        "SIN, -6.3, 6.3, 3",
        "COS, -6.3, 6.3, 3",
        "SQRT, 0, 1e10, 1",
        "RSQRT, 1e-5, 1e10, 2",
    })
    void unitsInTheLastPlace(Unary operation, double from, double to, double ulps) {
        float[] x = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            x[i] = (float) (from + (to - from) * i / (SAMPLES - 1));
        }
        float[] y = apply(operation, x);
        double worst = 0;
        for (int i = 0; i < SAMPLES; i++) {
            double exact = operation.apply(x[i]);
            worst = Math.max(worst, Math.abs(y[i] - exact) / Math.max(Math.ulp((float) exact), 1e-10));
        }
        assertThat(worst).as("%s on [%s, %s]", operation, from, to).isLessThanOrEqualTo(ulps);
    }

    @ParameterizedTest
    @CsvSource({"TANH, 4", "ERF, 4", "SIN, 3", "LOG, 2"})
    void tinyAndOrdinaryMagnitudesAreRelativelyExact(Unary operation, double ulps) {
        float[] x = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            x[i] = (float) Math.pow(10, -30 + 30.0 * i / SAMPLES);
        }
        float[] y = apply(operation, x);
        for (int i = 0; i < SAMPLES; i++) {
            double exact = operation.apply(x[i]);
            assertThat(Math.abs(y[i] - exact)).isLessThanOrEqualTo(ulps * Math.ulp((float) exact));
        }
    }

    @ParameterizedTest
    @CsvSource({"SIN, 1e4, 1e-7", "COS, 1e4, 1e-7", "SIN, 1e5, 1e-7", "COS, 1e6, 1e-5"})
    void largeAngles(Unary operation, double limit, double tolerance) {
        float[] x = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            x[i] = (float) (limit * (2.0 * i / SAMPLES - 1));
        }
        float[] y = apply(operation, x);
        for (int i = 0; i < SAMPLES; i++) {
            assertThat(Math.abs(y[i] - operation.apply(x[i]))).as("%s", x[i]).isLessThanOrEqualTo(tolerance);
        }
    }

    @Test
    void power() {
        float[] a = new float[SAMPLES];
        float[] b = new float[SAMPLES];
        float[] gaussian = Samples.FLOAT.gaussian(5, 2 * SAMPLES);
        for (int i = 0; i < SAMPLES; i++) {
            a[i] = (float) Math.exp(3 * gaussian[i]);
            b[i] = 4 * gaussian[SAMPLES + i];
        }
        float[] y = apply(Binary.POW, a, b);
        for (int i = 0; i < SAMPLES; i++) {
            double exact = Math.pow(a[i], b[i]);
            if (exact < 1e38 && exact > 1e-37) {
                double scale = Math.max(1, Math.abs(b[i] * Math.log(a[i])));
                assertThat(Math.abs(y[i] - exact) / exact)
                        .as("%s ^ %s", a[i], b[i])
                        .isLessThanOrEqualTo(2.4e-7 + 1e-8 * scale);
            }
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
        "10, 100, Infinity",
        "10, -100, 0",
        "1, 12345, 1",
        "2, 10, 1024"
    })
    void powerAtItsLimits(double a, double b, float expected) {
        assertThat((Float) at(Binary.POW, a, b)).isEqualTo((Float) expected);
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
        "ERF, NaN, NaN",
        "EXP, Infinity, Infinity",
        "EXP, 89, Infinity",
        "EXP, -Infinity, 0",
        "EXP, -100, 3.783506E-44",
        "EXP, -104.5, 0",
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
        "SOFTPLUS, 200, 200",
        "SIN, Infinity, NaN",
        "SIN, NaN, NaN",
        "COS, -Infinity, NaN",
        "COS, 0, 1",
        "SIN, 1e9, 0",
        "SIGN, -3, -1",
        "SIGN, NaN, NaN",
        "RELU, NaN, NaN",
        "RELU, -2, 0",
        "STEP, 0, 0",
        "SQRT, -1, NaN"
    })
    void limits(Unary operation, double x, float expected) {
        assertThat((Float) at(operation, x)).isEqualTo((Float) expected);
    }

    @ParameterizedTest
    @CsvSource({"TANH, 8.1", "ERF, 3.62"})
    void saturatingFunctionsNeverLeaveTheirRange(Unary operation, float limit) {
        float[] x = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            // Every float for a while below the limit, then coarser ones.
            x[i] = Float.intBitsToFloat(Float.floatToIntBits(limit) - (i < SAMPLES / 2 ? i : 40 * i));
        }
        for (float y : apply(operation, x)) {
            assertThat(y).isBetween(0.9f, 1f);
        }
    }
}
