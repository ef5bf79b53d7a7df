package io.tacit.core.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Executable;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Program;
import io.tacit.core.tensor.FlatVector;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An example's root, report and derivative do not depend on the others of its batch, whatever becomes of those; a failed one is an outcome and adds nothing. */
class FreezingTest {

    private static final Engine ENGINE = new CpuEngine(2);

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    /** z = x₀ z + tanh(w z) + x₁ in two places: a contraction for small x₀ and w, divergent for x₀ above 2. */
    private static Program residual() {
        return Program.trace(g -> {
            Expr z = g.example("z", 2), x = g.example("x", 2), w = g.param("w", 2, 2);
            return x.at(0).times(z).plus(w.matmul(z).tanh()).plus(x.at(1)).minus(z);
        });
    }

    private static final FlatVector THETA = FlatVector.of(.3f, -.4f, .25f, .1f);

    /** Of 100 examples, those of every kind of end: converging quickly and slowly, diverging, no number, too large, without root. */
    private static double[][] inputs() {
        double[][] x = new double[100][];
        for (int i = 0; i < x.length; i++) {
            x[i] = switch (i % 8) {
                case 0 -> new double[] {0.1, 0.2 + 0.01 * i};
                case 1 -> new double[] {0.6, -0.3 + 0.01 * i};
                case 2 -> new double[] {3, 1};
                case 3 -> new double[] {Double.NaN, 1};
                case 4 -> new double[] {0.2, 1e38};
                case 5 -> new double[] {1, 5};
                default -> new double[] {-0.5, 0.05 * i};
            };
        }
        return x;
    }

    static Stream<RootMethod> methods() {
        return Stream.concat(RootCases.methods(1e-5).stream(), Stream.of(new Bisection(4, new Stop(1e-5, 0, 40))));
    }

    private static Roots solve(RootSolver solver, double[][] x) {
        return solver.solve(Map.of("z", new double[x.length][2], "x", x), THETA);
    }

    private static double[][] ones(int examples) {
        double[][] ones = new double[examples][2];
        Arrays.stream(ones).forEach(row -> Arrays.fill(row, 1));
        return ones;
    }

    @ParameterizedTest
    @MethodSource("methods")
    @DisplayName("bits alone and among diverging neighbours are the same, at any place of a tile")
    void alone(RootMethod method) {
        RootSolver solver = method.on(ENGINE, residual());
        double[][] x = inputs();
        Roots together = solve(solver, x);
        double[][] byX = together.gradient(ones(100)).of("x");
        for (int i : new int[] {0, 1, 2, 4, 5, 14, 15, 16, 56, 62, 63, 64, 98, 99}) {
            Roots alone = solve(solver, new double[][] {x[i]});
            assertThat(alone.values()[0]).isEqualTo(together.values()[i]);
            assertThat(alone.outcome(0)).isEqualTo(together.outcome(i));
            assertThat(alone.gradient(ones(1)).of("x")[0]).isEqualTo(byX[i]);
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    @DisplayName("the gradient of θ is finite, and that of the examples that succeeded alone")
    void gradient(RootMethod method) {
        RootSolver solver = method.on(ENGINE, residual());
        double[][] x = inputs();
        Roots all = solve(solver, x);
        double[][] good = Arrays.stream(range(x.length))
                .filter(i -> all.outcome(i).succeeded())
                .mapToObj(i -> x[i])
                .toArray(double[][]::new);
        assertThat(good.length).isBetween(10, 90);
        FlatVector gradient = all.gradient(ones(x.length)).theta();
        FlatVector expected = solve(solver, good).gradient(ones(good.length)).theta();
        for (int i = 0; i < gradient.length(); i++) {
            assertThat(gradient.get(i)).isCloseTo(expected.get(i), within(1e-4 * (1 + Math.abs(expected.get(i)))));
        }
    }

    private static int[] range(int n) {
        return java.util.stream.IntStream.range(0, n).toArray();
    }

    @Test
    @DisplayName("within a trace too a record that is no number, guess included, adds nothing to the gradient of θ")
    void notNumbers() {
        Program layer = Program.trace(g -> {
            Expr x = g.example("x", 2), w = g.param("w", 2, 2);
            return new Anderson(2)
                    .fixedPoint(x, z -> w.matmul(z).plus(x).tanh())
                    .value();
        });
        Executable pullback = ENGINE.compile(layer.vjpWithParams("x"));
        double[][] good = {{.1, .2}};
        double[][] both = {{.1, .2}, {Double.NaN, Double.POSITIVE_INFINITY}};
        Rows rows = new Rows(ENGINE);
        Rows.Values alone = rows.run(pullback, Map.of("x", good, "adj.value", ones(1)), THETA);
        Rows.Values together = rows.run(pullback, Map.of("x", both, "adj.value", ones(2)), THETA);
        assertThat(together.gradient()).isEqualTo(alone.gradient());
        assertThat(together.results().get("adj.x")[1]).containsExactly(0, 0);
    }

    @Test
    @DisplayName("how each failed is an outcome with its numbers and advice")
    void outcomes() {
        Roots roots = solve(new Picard(1, new Stop(1e-5, 0, 30)).on(ENGINE, residual()), inputs());
        assertThat(roots.outcome(0)).isInstanceOf(RootOutcome.Found.class);
        assertThat(roots.outcome(2)).isInstanceOf(RootOutcome.NotConverged.class);
        assertThat(roots.outcome(2).advice())
                .contains("30 iterations", "tolerance 1.00e-05")
                .contains("Newton");
        assertThat(roots.outcome(3)).isEqualTo(new RootOutcome.NonFinite(0));
        assertThat(roots.outcome(3).advice()).contains("look at the record");
        assertThat(roots.values()[3]).containsExactly(0, 0);
        assertThat(roots.gradient(ones(100)).of("x")[2]).containsExactly(0, 0);
    }

    @Test
    @DisplayName(
            "a singular Jacobian in one lane: an outcome there, no derivative, and the others as if it were not there")
    void singular() {
        Program square = Program.trace(g -> {
            Expr z = g.example("z");
            return z.square().minus(g.example("x").times(g.param("w")));
        });
        FlatVector theta = FlatVector.of(1f);
        RootSolver solver = new Newton().on(ENGINE, square);
        double[][] guess = {{1}, {0}, {2}};
        Roots roots = solver.solve(Map.of("z", guess, "x", new double[][] {{2}, {0}, {9}}), theta);
        assertThat(roots.outcome(0)).isInstanceOf(RootOutcome.Found.class);
        assertThat(roots.outcome(1)).isEqualTo(new RootOutcome.Singular(0, 0));
        assertThat(roots.outcome(1).advice()).contains("singular");
        Roots.Gradient gradient = roots.gradient(new double[][] {{1}, {1}, {1}});
        assertThat(gradient.of("x")[1][0]).isZero();
        assertThat(gradient.of("x")[2][0]).isCloseTo(1 / 6.0, within(1e-6));
        assertThat(gradient.theta().get(0)).isCloseTo(Math.sqrt(2) / 2 + 1.5, within(1e-5));
        assertThat(solver.solve(Map.of("z", new double[][] {{2}}, "x", new double[][] {{9}}), theta)
                        .values()[0])
                .isEqualTo(roots.values()[2]);
    }

    @Test
    @DisplayName("inputs that do not fit are refused by name, with what was expected")
    void refused() {
        RootSolver solver = new Newton().on(ENGINE, residual());
        double[][] two = new double[3][2];
        assertThatThrownBy(() -> solver.solve(Map.of("z", two), THETA))
                .hasMessageContaining("input 'x'")
                .hasMessageContaining("0 rows");
        assertThatThrownBy(() -> solver.solve(Map.of("z", two, "x", new double[3][1]), THETA))
                .hasMessageContaining("rows of 2 values");
        assertThatThrownBy(() -> solver.solve(Map.of("z", two, "x", two)))
                .hasMessageContaining("expected 4 parameters, got 0");
        assertThatThrownBy(() ->
                        new Newton().on(ENGINE, Program.trace(g -> g.shared("z").square())))
                .hasMessageContaining("EXAMPLE input 'z'");
        assertThatThrownBy(() -> solve(solver, two).gradient(two).of("y")).hasMessageContaining("expected one of [x]");
        assertThatThrownBy(() -> new Stop(0, 1, 1)).hasMessageContaining("atol above 0");
        assertThat(List.of(new Picard(), new Broyden(), new Anderson(3), new Chord(), new Newton()))
                .allSatisfy(m -> assertThat(m.stop().atol()).isEqualTo(1e-6));
    }
}
