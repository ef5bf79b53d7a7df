package io.tacit.core.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.adjoint.Backsolve;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.program.Program;
import io.tacit.core.root.Anderson;
import io.tacit.core.root.Broyden;
import io.tacit.core.root.Chord;
import io.tacit.core.root.Newton;
import io.tacit.core.root.Picard;
import io.tacit.core.root.RootMethod;
import io.tacit.core.root.RootOutcome;
import io.tacit.core.root.Roots;
import io.tacit.core.root.Stop;
import io.tacit.core.solve.Outcome;
import io.tacit.core.solve.Stepping;
import io.tacit.core.tensor.FlatVector;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The front door: plain arrays in and out. */
class OdeSolverTest {

    /** z' = −a z, a parameter. */
    private static final Program DECAY =
            Program.trace(g -> g.param("a").times(g.example("z", 2)).negate());

    private static final double[] THETA = {0.5};

    @Test
    @DisplayName("the lines that the README shows")
    void readme() {
        Program field = Program.trace(g -> g.param("a").times(g.example("z", 2)).negate()); // dz/dt = -a z
        Solved solved = OdeSolver.dopri5(1e-9).solve(field, new double[] {1, 2}, new double[] {0.5}, 0, 1);
        double[] end = solved.end(); // z(1)
        double[] byA = solved.gradient(new double[] {1, 1}).theta(); // of z₁ + z₂
        assertThat(end).containsExactly(new double[] {Math.exp(-0.5), 2 * Math.exp(-0.5)}, within(1e-7));
        assertThat(byA).containsExactly(new double[] {-3 * Math.exp(-0.5)}, within(1e-7));
    }

    static Stream<OdeSolver> solvers() {
        return Stream.of(
                OdeSolver.dopri5(1e-9),
                OdeSolver.tsit5(1e-9),
                OdeSolver.rk4(50),
                OdeSolver.dopri5(1e-9).with(Stepping.PER_TILE).with(new Backsolve()),
                OdeSolver.implicitEuler(1e-7));
    }

    @ParameterizedTest
    @MethodSource("solvers")
    @DisplayName("z0 e^(-a t) and its gradient, as often as asked for")
    void decay(OdeSolver solver) {
        Solved solved = solver.solve(DECAY, new double[] {1, 2}, THETA, 0, 1);
        double e = Math.exp(-0.5);
        double tolerance = solver.equals(OdeSolver.implicitEuler(1e-7)) ? 2e-3 : 1e-7;
        assertThat(solved.end()).containsExactly(new double[] {e, 2 * e}, within(tolerance));
        for (int again = 0; again < 2; again++) {
            Solved.Gradient gradient = solved.gradient(new double[] {1, 1});
            assertThat(gradient.initial()[0]).containsExactly(new double[] {e, e}, within(tolerance));
            assertThat(gradient.theta()).containsExactly(new double[] {-3 * e}, within(3 * tolerance));
            assertThat(gradient.to()).isCloseTo(-0.5 * 3 * e, within(3 * tolerance));
            assertThat(gradient.from()).isCloseTo(0.5 * 3 * e, within(3 * tolerance));
        }
    }

    @Test
    @DisplayName("several examples, times kept, backwards in time")
    void examples() {
        double[][] z0 = {{1, 2}, {3, 4}, {5, 6}};
        OdeSolver solver = OdeSolver.dopri5(1e-10).saving(1.5, 0.5);
        Solved solved = solver.solve(DECAY, z0, THETA, 2, 0);
        for (int b = 0; b < 3; b++) {
            assertThat(solved.ends()[b][1]).isCloseTo(z0[b][1] * Math.exp(1), within(1e-8));
            assertThat(solved.saved(0)[b][0]).isCloseTo(z0[b][0] * Math.exp(0.25), within(1e-8));
            assertThat(solved.ends()[b])
                    .as("its own result")
                    .isEqualTo(solver.solve(DECAY, z0[b], THETA, 2, 0).end());
        }
        double[][] zeros = new double[3][2];
        double[][] ones = {{1, 0}, {1, 0}, {1, 0}};
        assertThat(solved.gradient(zeros, List.of(zeros, ones)).theta()[0])
                .isCloseTo(1.5 * 9 * Math.exp(0.75), within(1e-6));
        assertThat(solved.work().accepted()).isPositive();
    }

    @Test
    @DisplayName("a solve that fails says why when its end is asked for, and adds nothing to a gradient")
    void failed() {
        Program explodes = Program.trace(g -> g.example("z", 1).square());
        Solved solved = OdeSolver.dopri5(1e-6).solve(explodes, new double[][] {{1}, {0.1}}, new double[0], 0, 2);
        assertThat(solved.succeeded()).isFalse();
        assertThat(solved.outcome(1)).isInstanceOf(Outcome.Success.class);
        assertThatThrownBy(solved::ends)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("example 0 was not solved")
                .hasMessageContaining("t = ");
        assertThat(solved.end(1)).containsExactly(new double[] {0.1 / 0.8}, within(1e-6));
        assertThatThrownBy(() -> solved.end(0)).hasMessageContaining("example 0 was not solved");
        double[][] gradient = solved.gradient(new double[][] {{1}, {1}}).initial();
        assertThat(gradient[0]).containsExactly(0);
        assertThat(gradient[1][0]).isCloseTo(1 / (0.8 * 0.8), within(1e-5));
    }

    @Test
    @DisplayName("the derivative by a time kept is that of the state there")
    void bySavedTimes() {
        Solved solved = OdeSolver.dopri5(1e-9).saving(0.25).solve(DECAY, new double[] {1, 2}, THETA, 0, 1);
        Solved.Gradient gradient =
                solved.gradient(new double[][] {{0, 0}}, List.<double[][]>of(new double[][] {{1, 0}}));
        assertThat(gradient.saved()).containsExactly(new double[] {-0.5 * Math.exp(-0.125)}, within(1e-6));
        assertThat(gradient.to()).isZero();
        assertThatThrownBy(() -> solved.saved(1)).hasMessageContaining("one of 1 times kept");
    }

    @Test
    @DisplayName("names that solvers use themselves are refused for states and parameters")
    void reservedNames() {
        OdeSolver solver = OdeSolver.implicitEuler(1e-3);
        for (String name : List.of("fraction", "work", "factor", "converged", "dt")) {
            Program field = Program.trace(g -> g.example(name, 1).negate());
            assertThatThrownBy(() -> solver.solve(field, new double[] {1}, new double[0], 0, 1))
                    .hasMessageContaining(
                            "input '" + name + "': expected a name that solver and derivative do not use");
        }
        for (String name : List.of("dt", "k.z", "second.z", "adj.z")) {
            Program field = Program.trace(g -> g.param(name).times(g.example("z", 1)));
            assertThatThrownBy(() -> solver.solve(field, new double[] {1}, new double[] {1}, 0, 1))
                    .hasMessageContaining(
                            "input '" + name + "': expected a name that solver and derivative do not use");
        }
        for (String name : List.of("force.w1", "error", "k")) {
            Program field = Program.trace(g -> g.param(name).times(g.example("z", 1)));
            assertThat(solver.solve(field, new double[] {1}, new double[] {0}, 0, 1)
                            .end())
                    .containsExactly(1);
        }
    }

    @Test
    @DisplayName("shapes that do not fit are told with what was expected")
    void refused() {
        OdeSolver solver = OdeSolver.dopri5(1e-3);
        assertThatThrownBy(() -> solver.solve(DECAY, new double[] {1}, THETA, 0, 1))
                .hasMessageContaining("expected 2 values")
                .hasMessageContaining("got 1");
        assertThatThrownBy(() -> solver.solve(DECAY, new double[] {1, 2}, new double[0], 0, 1))
                .hasMessageContaining("theta: expected 1 values, for [a], got 0");
        assertThatThrownBy(() -> solver.solve(DECAY, new double[0][], THETA, 0, 1))
                .hasMessageContaining("at least one example");
        Program two = Program.trace(g -> g.example("x", 1).plus(g.example("y", 1)));
        assertThatThrownBy(() -> solver.solve(two, new double[] {1}, new double[0], 0, 1))
                .hasMessageContaining("use an Ode and Solver");
        Program shared = Program.trace(g -> g.example("z", 1).times(g.shared("s")));
        assertThatThrownBy(() -> solver.solve(shared, new double[] {1}, new double[0], 0, 1))
                .hasMessageContaining("at most a SHARED t");
        Solved solved = solver.solve(DECAY, new double[] {1, 2}, THETA, 0, 1);
        assertThatThrownBy(() -> solved.gradient(new double[] {1})).hasMessageContaining("expected 1 rows of 2 values");
        assertThatThrownBy(() -> solved.gradient(new double[][] {{1, 1}}, List.<double[][]>of(new double[1][2])))
                .hasMessageContaining("each of 0 times");
    }

    @Test
    @DisplayName("a root is as easy: z² = a from 1, dz/da = 1 / (2 z)")
    void root() {
        Program residual = Program.trace(g -> g.example("z", 1).square().minus(g.param("a")));
        Roots roots =
                new Newton(Stop.at(1e-12)).of(residual).solve(Map.of("z", new double[][] {{1}}), FlatVector.of(2.0));
        assertThat(roots.values()[0][0]).isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(roots.gradient(new double[][] {{1}}).theta().get(0)).isCloseTo(1 / Math.sqrt(8), within(1e-12));
    }

    @Test
    @DisplayName(
            "roots of several examples, of a residual whose Jacobian is the same for all; later changes of an input change nothing")
    void linearRoots() {
        Program residual =
                Program.trace(g -> g.example("z").times(3).minus(g.example("x").square()));
        double[][] x = {{1}, {2}};
        Roots roots = new Newton().of(residual).solve(Map.of("z", new double[][] {{0}, {0}}, "x", x));
        x[1][0] = 100;
        assertThat(roots.outcomes()).allMatch(RootOutcome::succeeded);
        assertThat(roots.values()[1][0]).isCloseTo(4 / 3.0, within(1e-12));
        assertThat(roots.gradient(new double[][] {{1}, {1}}).of("x")[1][0]).isCloseTo(4 / 3.0, within(1e-12));
    }

    @Test
    @DisplayName("Anderson finds the root of z² = 2 in float32, where its memory soon holds multiples of one number")
    void andersonInFloat32() {
        try (Engine engine = new CpuEngine(1)) {
            Program residual =
                    Program.trace(g -> g.example("z").square().minus(2).negate());
            Roots roots = new Anderson(3).on(engine, residual).solve(Map.of("z", new double[][] {{1}}));
            assertThat(roots.outcome(0).succeeded())
                    .as(roots.outcome(0).advice())
                    .isTrue();
            assertThat(roots.values()[0][0]).isCloseTo(Math.sqrt(2), within(1e-5));
        }
    }

    static Stream<RootMethod> methods() {
        return Stream.of(new Newton(), new Chord(), new Picard(), new Broyden(), new Anderson(3));
    }

    @ParameterizedTest
    @MethodSource("methods")
    @DisplayName("a search that runs away has not found a root, though its residual is small beside z")
    void noRoot(RootMethod method) {
        for (Program none : List.of(
                Program.trace(g -> g.example("z").tanh().plus(2)),
                Program.trace(g -> g.example("z").exp().plus(1)),
                Program.trace(g -> g.example("z").times(0).plus(1)))) {
            Roots roots = method.of(none).solve(Map.of("z", new double[][] {{0}}));
            assertThat(roots.outcome(0)).isInstanceOfAny(RootOutcome.NotConverged.class, RootOutcome.NonFinite.class);
        }
    }
}
