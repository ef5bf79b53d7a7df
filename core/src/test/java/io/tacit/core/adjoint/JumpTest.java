package io.tacit.core.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.engine.Block;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.Fields;
import io.tacit.core.solve.FixedSteps;
import io.tacit.core.solve.Ivp;
import io.tacit.core.solve.Pid;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.SaveAt;
import io.tacit.core.solve.Solution;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.Work;
import io.tacit.core.solve.ode.AdamsBashforthMoulton;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.ImplicitEuler;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.solve.ode.Rk4;
import io.tacit.core.solve.ode.Tsit5;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Equations that are discontinuous at known times. */
class JumpTest {

    /** T24: x' = −x/2 before t = 1/2, x² from then on. */
    private static final Ode SWITCHED = Fields.field(1, (x, t) -> {
        Expr before = t.less(t.like(0.5)).spread();
        return before.broadcast(x.shape()).where(x.times(-0.5), x.square());
    });

    private static double switchedExact(double x0) {
        double half = x0 * Math.exp(-0.25);
        return half / (1 - 0.5 * half);
    }

    @ParameterizedTest
    @EnumSource(Stepping.class)
    @DisplayName("T24 a field that switches at 1/2: with the jump told, fewer evaluations, and right")
    void switched(Stepping stepping) {
        Problem plain =
                Ivp.of(SWITCHED, 0, 1, new double[] {1}, new double[] {1.5}).problem();
        Solver<Ode> solver = Dopri5.solver(1e-9).with(stepping);
        Solution without = solver.on(Ivp.ENGINE, SWITCHED).solve(plain);
        Solution with = solver.on(Ivp.ENGINE, SWITCHED).solve(plain.withJumps(0.5));
        assertThat(with.work().evaluations()).isLessThan(without.work().evaluations());
        assertThat(with.end().get(0).get(0, 0)).isCloseTo(switchedExact(1), within(1e-8));
        assertThat(with.end().get(0).get(1, 0)).isCloseTo(switchedExact(1.5), within(1e-8));
    }

    @ParameterizedTest
    @EnumSource(Stepping.class)
    @DisplayName("T25 a damped oscillator whose forcing jumps at 7.5: fewer steps, and none rejected there")
    void forced(Stepping stepping) {
        Ode ode = Fields.field(
                2,
                (z, t) -> Fields.stack(
                        z.graph(),
                        z.at(1),
                        t.less(t.like(7.5))
                                .where(t.like(0), t.like(10))
                                .minus(z.at(0))
                                .minus(z.at(1).times(0.1))));
        Problem plain = Ivp.of(ode, 0, 15, new double[] {1, 0}).problem();
        Solver<Ode> solver = Solver.of(new Tsit5(), Pid.of(1e-7, 1e-7)).with(stepping);
        Work without = solver.on(Ivp.ENGINE, ode).solve(plain).work();
        Work with = solver.on(Ivp.ENGINE, ode).solve(plain.withJumps(7.5)).work();
        assertThat(with.steps()).isLessThan(without.steps());
        assertThat(with.rejected()).isLessThan(without.rejected());
    }

    static Stream<Arguments> spans() {
        return Stream.of(
                        Arguments.of(0.0, 1.0, 0.7 + 30),
                        Arguments.of(0.0, 0.7, 0.7),
                        Arguments.of(0.7, 1.0, 30.0),
                        Arguments.of(0.7, 0.0, -0.7),
                        Arguments.of(1.0, 0.7, -30.0),
                        Arguments.of(1.0, 0.0, -30.7))
                .flatMap(a -> Stream.of(
                                Solver.of(new Rk4(), new FixedSteps(10)),
                                Solver.of(new Tsit5(), new FixedSteps(10)),
                                Solver.of(new ImplicitEuler(), new FixedSteps(10)),
                                Dopri5.solver(1e-6))
                        .flatMap(s -> Stream.of(Stepping.values())
                                .map(stepping -> Arguments.of(a.get()[0], a.get()[1], a.get()[2], s.with(stepping)))));
    }

    @ParameterizedTest
    @MethodSource("spans")
    @DisplayName("a jump is one in either direction, and at either end: 1 before 0.7 and 100 from then on")
    void directions(double from, double to, double change, Solver<Ode> solver) {
        Ode ode = Fields.field(1, (z, t) -> t.less(t.like(0.7))
                .where(t.like(1), t.like(100))
                .spread()
                .broadcast(z.shape()));
        Ivp ivp = Ivp.of(ode, from, to, new double[] {2}, new double[] {3});
        Solution solution = solver.on(Ivp.ENGINE, ode).solve(ivp.problem().withJumps(0.7));
        assertThat(solution.end().get(0).get(0, 0)).isCloseTo(2 + change, within(1e-9));
        assertThat(solution.end().get(0).get(1, 0)).isCloseTo(3 + change, within(1e-9));
    }

    static Stream<Arguments> methods() {
        return Stream.of(
                        Solver.of(new Rk4(), new FixedSteps(6)),
                        Solver.of(new AdamsBashforthMoulton(), new FixedSteps(9)),
                        Solver.of(new Dopri5(), Pid.of(1e-5, 1e-5)))
                .flatMap(s -> Arrays.stream(Stepping.values()).map(stepping -> Arguments.of(s.with(stepping))));
    }

    /** z' = A z + (1, 2) after t = 1, with A a parameter. */
    private static final Ode KICKED = Ode.of(
            Program.of(g -> {
                Expr t = g.shared("t");
                Expr on = t.like(1).lessOrEqual(t).spread().broadcast(Shape.of(2));
                Expr kick = on.times(g.constant(Shape.of(2), 1, 2));
                g.output("z", g.param("A", 2, 2).matmul(g.example("z", 2)).plus(kick));
            }),
            "z");

    @ParameterizedTest
    @MethodSource("methods")
    @DisplayName("the gradient of the steps over a jump, with states kept before, at and after it")
    void gradient(Solver<Ode> solver) {
        for (SaveAt saveAt :
                List.of(SaveAt.times(0.5, 1, 1.7), SaveAt.times(0.5, 1, 1.7).landing())) {
            Gradient checkpointed = gradient(new Checkpointed(2), solver, saveAt);
            Gradient direct = gradient(new Direct(), solver, saveAt);
            assertThat(checkpointed.theta()).containsExactly(direct.theta(), within(1e-12));
            assertThat(checkpointed.initial()).containsExactly(direct.initial(), within(1e-12));
            double[] theta = {0.2, -1, 0.7, -0.1};
            boolean fixed = solver.controller() instanceof FixedSteps;
            for (int i = 0; i < theta.length; i++) {
                double[] up = theta.clone();
                double[] down = theta.clone();
                up[i] += 1e-5;
                down[i] -= 1e-5;
                double difference = (loss(solver, saveAt, up) - loss(solver, saveAt, down)) / 2e-5;
                // With sizes that adapt, differences see the steps change.
                assertThat(direct.theta()[i]).isCloseTo(difference, within(fixed ? 1e-7 : 1e-2));
            }
        }
    }

    private record Gradient(double[] initial, double[] theta) {}

    private static Problem problem(double[] theta, SaveAt saveAt) {
        Ivp ivp =
                Ivp.of(KICKED, 0, 2, new double[] {1, 0}, new double[] {-1, 3}).with(theta);
        return new Ivp(KICKED, ivp.initial(), theta, ivp.span(), saveAt)
                .problem()
                .withJumps(1);
    }

    private static Gradient gradient(Adjoint adjoint, Solver<Ode> solver, SaveAt saveAt) {
        Differentiable d =
                adjoint.on(Ivp.ENGINE, KICKED, solver).solve(problem(new double[] {0.2, -1, 0.7, -0.1}, saveAt));
        Block ones = Ivp.block(new double[] {1, 1}, new double[] {1, 1});
        Block theta = Ivp.ENGINE.allocate(Kind.SHARED, Shape.of(4), 1);
        List<Block> one = List.of(ones);
        Gradients g = d.pullback(new Cotangents(one, List.of(one, one, one)), theta);
        return new Gradient(Ivp.row(g.initial().get(0), 1), Ivp.row(theta, 0));
    }

    private static double loss(Solver<Ode> solver, SaveAt saveAt, double[] theta) {
        Solution solution = solver.on(Ivp.ENGINE, KICKED).solve(problem(theta, saveAt));
        return Stream.concat(solution.saved().stream(), Stream.of(solution.end()))
                .flatMap(List::stream)
                .mapToDouble(b -> b.get(0, 0) + b.get(0, 1) + b.get(1, 0) + b.get(1, 1))
                .sum();
    }

    @Test
    @DisplayName("Backsolve stops at jumps too; a jump outside the span is refused")
    void backsolve() {
        Solver<Ode> solver = Dopri5.solver(1e-9);
        Gradient back = gradient(new Backsolve(), solver, SaveAt.times(0.5, 1, 1.7));
        Gradient direct = gradient(new Direct(), solver, SaveAt.times(0.5, 1, 1.7));
        assertThat(back.theta()).containsExactly(direct.theta(), within(1e-5));
        assertThatThrownBy(() -> problem(new double[4], SaveAt.end()).withJumps(3))
                .hasMessageContaining("within the span");
    }
}
