package io.tacit.core.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.engine.Block;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.Fields;
import io.tacit.core.solve.FixedSteps;
import io.tacit.core.solve.Ivp;
import io.tacit.core.solve.Method;
import io.tacit.core.solve.Pid;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.AdamsBashforthMoulton;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Euler;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.solve.ode.ReversibleHeun;
import io.tacit.core.solve.ode.Rk4;
import io.tacit.core.solve.ode.Tsit5;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Exact discrete gradients against differences and published values, in float64. */
class GradientTest {

    static Stream<Arguments> fixed() {
        return Stream.of(
                        new Euler(),
                        new Rk4(),
                        new Dopri5(),
                        new Tsit5(),
                        new AdamsBashforthMoulton(),
                        new ReversibleHeun())
                .flatMap(t -> Arrays.stream(Stepping.values()).map(s -> Arguments.of(t, s)));
    }

    @ParameterizedTest
    @MethodSource("fixed")
    @DisplayName("with fixed steps the gradient is that of the steps, to rounding")
    void exactOfSteps(Method<Ode> method, Stepping stepping) {
        Solver<Ode> solver = Solver.of(method, new FixedSteps(7)).with(stepping);
        Ivp ivp = Fields.lotkaVolterra()
                .over(0.3, 2)
                .saving(0.3, 0.7, 0.7, 1.9)
                .from(
                        new double[] {0.9, 1.4},
                        new double[] {1.5, 0.4},
                        new double[] {1, 1},
                        new double[] {1, 2},
                        new double[] {2, 1});
        for (Ivp way : List.of(ivp, ivp.landing(), ivp.savingEach(OWN_TIMES))) {
            if (way.saveAt().isCommon()
                    || stepping == Stepping.PER_EXAMPLE
                    || method.interpolating().isPresent()) {
                assertExact(way, solver);
            }
        }
    }

    private static final double[][] OWN_TIMES = {{0.4, 1.9}, {}, {0.3, 1, 1.01}, {2}, {1.2}};

    private static void assertExact(Ivp ivp, Solver<Ode> solver) {
        Gradcheck check = Gradcheck.of(new Checkpointed(2), ivp, solver);
        Gradcheck direct = Gradcheck.of(new Direct(), ivp, solver);
        assertThat(check.theta()).containsExactly(direct.theta(), within(1e-12));
        assertThat(check.theta()).containsExactly(Gradcheck.thetaByDifferences(ivp, solver, 1e-5), within(1e-7));
        assertThat(check.initial()[0]).containsExactly(Gradcheck.initialByDifferences(ivp, solver, 1e-5), within(1e-7));
    }

    static Stream<Arguments> otherKinds() {
        return Stream.of(new AdamsBashforthMoulton(), new ReversibleHeun())
                .flatMap(m -> Arrays.stream(Stepping.values()).map(s -> Arguments.of(m, s)));
    }

    @ParameterizedTest
    @MethodSource("otherKinds")
    @DisplayName(
            "methods with a history or a second state: with steps that adapt, adjoints agree with each other and with differences")
    void otherKinds(Method<Ode> method, Stepping stepping) {
        Ivp ivp =
                Fields.lotkaVolterra().over(0.3, 2).saving(1.1).from(new double[] {0.9, 1.4}, new double[] {1.5, 0.4});
        Solver<Ode> solver = Solver.of(method, Pid.of(1e-6, 1e-6)).with(stepping);
        Gradcheck check = Gradcheck.of(new Checkpointed(3), ivp, solver);
        Gradcheck direct = Gradcheck.of(new Direct(), ivp, solver);
        assertThat(check.solution().work().accepted()).isGreaterThan(20);
        assertThat(check.theta()).containsExactly(direct.theta(), within(1e-12));
        assertThat(check.initial()[1]).containsExactly(direct.initial()[1], within(1e-12));
        // The gradient is that of the steps taken, so it differs from that of the solution by the solution's own error.
        Solver<Ode> tight = Solver.of(new Tsit5(), Pid.of(1e-12, 1e-12));
        assertThat(check.theta()).containsExactly(Gradcheck.thetaByDifferences(ivp, tight, 1e-4), within(1e-3));
    }

    @ParameterizedTest
    @EnumSource(Stepping.class)
    @DisplayName("T06 dy(1)/dy(0) of ten Euler steps is 1.1^10")
    void euler(Stepping stepping) {
        Ivp ivp = Ivp.of(Fields.field(1, (y, t) -> y), 0, 1, new double[] {1});
        Gradcheck check = Gradcheck.of(
                new Direct(), ivp, Solver.of(new Euler(), new FixedSteps(10)).with(stepping));
        assertThat(check.initial()[0][0]).isCloseTo(Math.pow(1.1, 10), within(1e-12));
    }

    static Stream<Arguments> adjoints() {
        return Stream.of(new Direct(), new Checkpointed(5), new Backsolve())
                .flatMap(a -> Arrays.stream(Stepping.values())
                        .filter(s -> s != Stepping.PER_EXAMPLE || !(a instanceof Backsolve))
                        .map(s -> Arguments.of(a, s)));
    }

    @ParameterizedTest
    @MethodSource("adjoints")
    @DisplayName("T34 cubic spiral gradient by y0, A and T")
    void spiral(Adjoint adjoint, Stepping stepping) {
        Ivp ivp = Fields.spiral().over(0, 5);
        Solver<Ode> solver = Dopri5.solver(1e-10).with(stepping);
        Differentiable d = adjoint.on(Ivp.ENGINE, ivp.ode(), solver, "t").solve(ivp.problem());
        Block gradient = Ivp.ENGINE.allocate(Kind.SHARED, Shape.of(4), 1);
        Gradients g = d.pullback(Cotangents.ofEnd(List.of(Ivp.block(new double[] {1, 1}))), gradient);
        assertThat(Ivp.row(g.initial().get(0), 0))
                .containsExactly(new double[] {-8.29167835964, -0.522400104407}, within(1e-6));
        assertThat(Ivp.row(gradient, 0))
                .containsExactly(
                        new double[] {-38.3913983641, -5.037745803, 3.11392563069, -38.3890811694}, within(1e-6));
        assertThat(g.times().to()[0]).isCloseTo(-1.72505898281, within(1e-6));
        assertThat(g.times().from()[0]).as("autonomous").isCloseTo(1.72505898281, within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("adjoints")
    @DisplayName("T35 Lotka-Volterra from 0.3 to 9.5 with Tsit5: adjoints agree with differences")
    void agree(Adjoint adjoint, Stepping stepping) {
        Ivp ivp = Fields.lotkaVolterra().with(0.1, 1, 1, 0.1).over(0.3, 9.5).from(new double[] {0.9, 5.4});
        Solver<Ode> solver = Solver.of(new Tsit5(), Pid.of(1e-8, 1e-8)).with(stepping);
        Solver<Ode> tight = Solver.of(new Tsit5(), Pid.of(1e-12, 1e-12));
        Gradcheck check = Gradcheck.of(adjoint, ivp, solver);
        double[] theta = Gradcheck.thetaByDifferences(ivp, tight, 1e-4);
        for (int i = 0; i < theta.length; i++) {
            assertThat(check.theta()[i]).isCloseTo(theta[i], within(1e-5 * Math.max(1, Math.abs(theta[i]))));
        }
        assertThat(check.initial()[0]).containsExactly(Gradcheck.initialByDifferences(ivp, tight, 1e-4), within(1e-5));
    }

    @ParameterizedTest
    @MethodSource("adjoints")
    @DisplayName("the derivative by times of a field that depends on time")
    void times(Adjoint adjoint, Stepping stepping) {
        Ivp ivp = Fields.sine().over(1, 3).saving(1.5, 2);
        Solver<Ode> solver = Dopri5.solver(1e-11).with(stepping);
        TimeGradients times = Gradcheck.of(adjoint, ivp, solver).times();
        double h = 1e-5;
        assertThat(times.from()[0])
                .isCloseTo(
                        (Gradcheck.loss(ivp.over(1 + h, 3), solver) - Gradcheck.loss(ivp.over(1 - h, 3), solver))
                                / (2 * h),
                        within(1e-4));
        assertThat(times.to()[0])
                .isCloseTo(
                        (Gradcheck.loss(ivp.over(1, 3 + h), solver) - Gradcheck.loss(ivp.over(1, 3 - h), solver))
                                / (2 * h),
                        within(1e-4));
        assertThat(times.saved()[0][1])
                .isCloseTo(
                        (Gradcheck.loss(ivp.saving(1.5, 2 + h), solver)
                                        - Gradcheck.loss(ivp.saving(1.5, 2 - h), solver))
                                / (2 * h),
                        within(1e-4));
    }
}
