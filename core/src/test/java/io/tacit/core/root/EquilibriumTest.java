package io.tacit.core.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.engine.Engine;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.engine.nd4j.Nd4jEngine;
import io.tacit.core.linear.Bicgstab;
import io.tacit.core.linear.Dense;
import io.tacit.core.linear.Gmres;
import io.tacit.core.linear.JacobianFree;
import io.tacit.core.linear.Neumann;
import io.tacit.core.program.Expr;
import io.tacit.core.program.LinearSolver;
import io.tacit.core.program.Program;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * T81, the equilibrium z = tanh(W z + b) with W = [[.3, −.4], [.25, .1]], b = (.5, −.2) and the loss z₁ + z₂, whose root and gradients are known to 12 digits.
 * Tolerances: in float64 1e-10, a hundred times what is asked of the residual; in float32 2e-5, ten times it.
 */
class EquilibriumTest {

    private static final Engine FLOAT64 = new Nd4jEngine(Precision.FLOAT64);
    private static final Engine CPU64 = new CpuEngine(Precision.FLOAT64, 1);
    private static final Engine FLOAT32 = new CpuEngine(1);
    private static final FlatVector THETA = FlatVector.of(.3, -.4, .25, .1, .5, -.2);
    private static final double[] ROOT = {.606543780302, -.0536804487787};
    private static final double[] BY_B = {.916796625751, .701393754626};
    private static final double[] BY_W = {.556077291151, -.0492140543091, .425426019411, -.0376511315189};

    @AfterAll
    static void close() {
        FLOAT64.close();
        CPU64.close();
        FLOAT32.close();
    }

    private static Program residual() {
        return Program.trace(g -> {
            Expr z = g.example("z", 2), w = g.param("w", 2, 2), b = g.param("b", 2);
            return w.matmul(z).plus(b).tanh().minus(z);
        });
    }

    private static Roots solve(Engine engine, RootMethod method, int examples) {
        FlatVector theta = FlatVector.zeros(engine.precision(), THETA.length());
        for (int i = 0; i < THETA.length(); i++) {
            theta.set(i, THETA.get(i));
        }
        return method.on(engine, residual()).solve(Map.of("z", new double[examples][2]), theta);
    }

    static Stream<Arguments> float64() {
        return methodsAndSolvers(1e-12);
    }

    static Stream<Arguments> float32() {
        return methodsAndSolvers(2e-6);
    }

    private static Stream<Arguments> methodsAndSolvers(double tolerance) {
        List<LinearSolver> solvers = List.of(new Dense(), Gmres.of(tolerance), Bicgstab.of(tolerance), new Neumann(30));
        return RootCases.methods(tolerance).stream()
                .flatMap(m -> solvers.stream().map(s -> Arguments.of(m.differentiatedBy(s))));
    }

    @ParameterizedTest
    @MethodSource("float64")
    @DisplayName(
            "T81 every method finds the equilibrium, every exact way back gives its gradient; each example adds its share")
    void equilibrium(RootMethod method) {
        check(FLOAT64, method, 1e-10);
        check(CPU64, method, 1e-10);
    }

    @ParameterizedTest
    @MethodSource("float32")
    @DisplayName("T81 in float32 on engine cpu")
    void inFloat32(RootMethod method) {
        check(FLOAT32, method, 2e-5);
    }

    private static void check(Engine engine, RootMethod method, double tolerance) {
        Roots roots = solve(engine, method, 3);
        assertThat(roots.outcomes()).allMatch(RootOutcome::succeeded);
        assertThat(roots.values()[2]).containsExactly(ROOT, within(tolerance));
        FlatVector gradient =
                roots.gradient(new double[][] {{1, 1}, {0, 0}, {1, 1}}).theta();
        assertGradient(gradient, 2, tolerance);
    }

    private static void assertGradient(FlatVector gradient, double times, double tolerance) {
        for (int i = 0; i < 4; i++) {
            assertThat(gradient.get(i)).isCloseTo(times * BY_W[i], within(tolerance));
        }
        for (int i = 0; i < 2; i++) {
            assertThat(gradient.get(4 + i)).isCloseTo(times * BY_B[i], within(tolerance));
        }
    }

    @Test
    @DisplayName(
            "T81 Jacobian-free backpropagation is biased: it gives (.632, .997) for dL/db, where (.917, .701) is right")
    void jacobianFree() {
        Roots roots = solve(FLOAT64, new Newton(Stop.at(1e-12)).differentiatedBy(new JacobianFree()), 1);
        FlatVector gradient = roots.gradient(new double[][] {{1, 1}}).theta();
        assertThat(gradient.get(4)).isCloseTo(.632104642577, within(1e-10));
        assertThat(gradient.get(5)).isCloseTo(.997118409419, within(1e-10));
    }

    @Test
    @DisplayName("T81 the error of a Neumann series falls as ρᵏ with ρ = .286")
    void neumann() {
        double six = neumannError(6);
        double twelve = neumannError(12);
        double spectralRadius = .2862460704587;
        assertThat(StrictMath.pow(twelve / six, 1 / 6.0)).isCloseTo(spectralRadius, within(0.06));
        assertThat(six).isGreaterThan(1e-6);
    }

    private static double neumannError(int terms) {
        Roots roots = solve(FLOAT64, new Newton(Stop.at(1e-13)).differentiatedBy(new Neumann(terms)), 1);
        FlatVector g = roots.gradient(new double[][] {{1, 1}}).theta();
        return StrictMath.hypot(g.get(4) - BY_B[0], g.get(5) - BY_B[1]);
    }

    @Test
    @DisplayName("T81 Picard needs 13 iterations to a relative change of 1e-6")
    void picard() {
        // The largest change relative to the largest number of z: atol far below leaves rtol alone.
        Roots roots = solve(FLOAT64, new Picard(1, new Stop(1e-12, 1e-6, 50)), 1);
        RootOutcome outcome = roots.outcome(0);
        assertThat(outcome).isInstanceOf(RootOutcome.Found.class);
        assertThat(((RootOutcome.Found) outcome).iterations()).isBetween(11, 13);
    }

    @Test
    @DisplayName(
            "the fixed point of cos is .739085133215 with derivative −sin z/(1 + sin z) by a phase; Heron's rule gives √2 and 1/(2√2)")
    void scalars() {
        Program cosine =
                Program.trace(g -> g.example("z").plus(g.example("x")).cos().minus(g.example("z")));
        Roots roots =
                new Picard(1, Stop.at(1e-13).within(200)).on(FLOAT64, cosine).solve(Map.of("z", of(1), "x", of(0)));
        double z = roots.values()[0][0];
        assertThat(z).isCloseTo(.7390851332151607, within(1e-12));
        double slope = -StrictMath.sin(z) / (1 + StrictMath.sin(z));
        assertThat(roots.gradient(of(1)).of("x")[0][0]).isCloseTo(slope, within(1e-12));
        Program heron = Program.trace(g -> {
            Expr y = g.example("z");
            return y.plus(g.example("x").over(y)).times(0.5).minus(y);
        });
        Roots root = new Newton(Stop.at(1e-13)).on(FLOAT64, heron).solve(Map.of("z", of(1), "x", of(2)));
        assertThat(root.values()[0][0]).isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(root.gradient(of(1)).of("x")[0][0]).isCloseTo(1 / Math.sqrt(8), within(1e-12));
    }

    private static double[][] of(double value) {
        return new double[][] {{value}};
    }
}
