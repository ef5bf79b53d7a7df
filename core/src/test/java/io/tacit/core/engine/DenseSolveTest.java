package io.tacit.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.engine.nd4j.Nd4jEngine;
import io.tacit.core.program.DenseSolve;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Dense systems on the engines: A (A⁻¹ b) = b, pivots of each lane, singular lanes, and the bits of plain code. */
class DenseSolveTest {

    private static final Engine CPU = new CpuEngine(1);
    private static final Engine CPU64 = new CpuEngine(Precision.FLOAT64, 1);
    private static final Engine ND4J = new Nd4jEngine(Precision.FLOAT64);

    @AfterAll
    static void close() {
        CPU.close();
        CPU64.close();
        ND4J.close();
    }

    static Stream<Arguments> engines() {
        return Stream.of(Arguments.of(CPU, 2e-4), Arguments.of(CPU64, 1e-11), Arguments.of(ND4J, 1e-11));
    }

    private static Program program(DenseSolve.Form form, int n, int m) {
        return Program.trace(g -> DenseSolve.of(g.example("a", n, n), g.example("b", n, m), form));
    }

    private static double[] solve(Engine engine, DenseSolve.Form form, double[] a, double[] b, int n, int m) {
        int examples = a.length / (n * n);
        Block matrices = engine.allocate(Kind.BATCHED, Shape.of(n, n), examples);
        Block right = engine.allocate(Kind.BATCHED, Shape.of(n, m), examples);
        Block x = engine.allocate(Kind.BATCHED, Shape.of(n, m), examples);
        matrices.load(FlatVector.of(a), 0);
        right.load(FlatVector.of(b), 0);
        Block none = engine.vector(FlatVector.zeros(engine.precision(), 0));
        engine.compile(program(form, n, m)).run(List.of(matrices, right), none, List.of(x), none);
        return x.toVector(Precision.FLOAT64).doubles();
    }

    private static double[] gaussians(int count, long seed) {
        Random r = new Random(seed);
        return java.util.stream.DoubleStream.generate(() -> (float) r.nextGaussian())
                .limit(count)
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("engines")
    @DisplayName("A (A⁻¹ b) = b for random matrices of 1 to 33 rows, by LU and, for A = MMᵀ + I, by Cholesky")
    void residuals(Engine engine, double tolerance) {
        for (int n : new int[] {1, 2, 3, 7, 16, 33}) {
            double[] a = gaussians(70 * n * n, n);
            double[] b = gaussians(70 * n * 2, n + 100);
            for (DenseSolve.Form form : DenseSolve.Form.values()) {
                double[] matrix = form == DenseSolve.Form.LU ? dominant(a, n) : positive(a, n);
                double[] x = solve(engine, form, matrix, b, n, 2);
                double[] back = product(matrix, x, n, 2);
                for (int i = 0; i < b.length; i++) {
                    assertThat(back[i]).isCloseTo(b[i], within(tolerance * n));
                }
            }
        }
    }

    /** With 2√n added to the diagonal, so that float32 is judged on the algorithm and not on the matrix. */
    private static double[] dominant(double[] a, int n) {
        double[] matrix = a.clone();
        for (int i = 0; i < a.length; i++) {
            matrix[i] += i % (n * n) / n == i % n ? 2 * Math.sqrt(n) : 0;
        }
        return matrix;
    }

    private static double[] positive(double[] a, int n) {
        double[] matrix = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            int at = i / (n * n) * n * n, row = i % (n * n) / n, column = i % n;
            matrix[i] = row == column ? 1 : 0;
            for (int k = 0; k < n; k++) {
                matrix[i] += a[at + row * n + k] * a[at + column * n + k] / n;
            }
            matrix[i] = (float) matrix[i];
        }
        return matrix;
    }

    private static double[] product(double[] a, double[] x, int n, int m) {
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            int example = i / (n * m), row = i % (n * m) / m, column = i % m;
            for (int k = 0; k < n; k++) {
                y[i] += a[(example * n + row) * n + k] * x[(example * n + k) * m + column];
            }
        }
        return y;
    }

    @ParameterizedTest
    @MethodSource("engines")
    @DisplayName(
            "each lane has its own pivots; a singular or indefinite one is not finite, and the others are as they were")
    void lanes(Engine engine, double tolerance) {
        double[] a = {0, 1, 1, 0, 1, 2, 2, 4, 2, 1, 1, 3};
        double[] x = solve(engine, DenseSolve.Form.LU, a, new double[] {3, 5, 1, 1, 1, 2}, 2, 1);
        assertThat(new double[] {x[0], x[1]}).containsExactly(5, 3);
        assertThat(Double.isFinite(x[2]) && Double.isFinite(x[3])).isFalse();
        assertThat(new double[] {x[4], x[5]}).containsExactly(new double[] {.2, .6}, within(tolerance));
        double[] b = {1, 2, 3, 5, 3, 5};
        double[] indefinite = {2, 1, 1, 3, 1, 2, 2, 1, 2, 1, 1, 3};
        double[] y = solve(engine, DenseSolve.Form.CHOLESKY, indefinite, b, 2, 1);
        assertThat(Double.isFinite(y[2]) && Double.isFinite(y[3])).isFalse();
        assertThat(new double[] {y[0], y[1], y[4], y[5]})
                .containsExactly(new double[] {.2, .6, .8, 1.4}, within(tolerance));
    }

    @Test
    @DisplayName("engine cpu has the bits of plain code for one matrix after another, in any lane")
    void twins() {
        for (int n : new int[] {1, 2, 5, 9}) {
            double[] a = gaussians(67 * n * n, n);
            double[] b = gaussians(67 * n, n + 1);
            double[] x = solve(CPU, DenseSolve.Form.LU, a, b, n, 1);
            for (int e = 0; e < 67; e++) {
                float[] expected = plain(part(a, e, n * n), part(b, e, n), n);
                for (int i = 0; i < n; i++) {
                    assertThat((float) x[e * n + i]).isEqualTo(expected[i]);
                }
            }
        }
    }

    private static float[] part(double[] all, int example, int size) {
        float[] part = new float[size];
        for (int i = 0; i < size; i++) {
            part[i] = (float) all[example * size + i];
        }
        return part;
    }

    private static float[] plain(float[] a, float[] b, int n) {
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                pivot = Math.abs(a[i * n + k]) > Math.abs(a[pivot * n + k]) ? i : pivot;
            }
            for (int j = 0; j < n; j++) {
                float held = a[k * n + j];
                a[k * n + j] = a[pivot * n + j];
                a[pivot * n + j] = held;
            }
            float held = b[k];
            b[k] = b[pivot];
            b[pivot] = held;
            for (int i = k + 1; i < n; i++) {
                float factor = a[i * n + k] / a[k * n + k];
                for (int j = k + 1; j < n; j++) {
                    a[i * n + j] = Math.fma(-factor, a[k * n + j], a[i * n + j]);
                }
                b[i] = Math.fma(-factor, b[k], b[i]);
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                b[i] = Math.fma(-a[i * n + k], b[k], b[i]);
            }
            b[i] /= a[i * n + i];
        }
        return b;
    }
}
