package io.tacit.core.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.Fields;
import io.tacit.core.solve.Ivp;
import io.tacit.core.solve.Pid;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Ode;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The continuous adjoint against the exact derivative of the steps. */
class BacksolveTest {

    private static final Solver<Ode> TIGHT = Solver.of(new Dopri5(), Pid.of(1e-9, 1e-12));

    private static double[] points(double from, double to) {
        double[] times = new double[10];
        Arrays.setAll(times, i -> from + (to - from) * i / 9);
        return times;
    }

    static Stream<Arguments> problems() {
        double[] ones = new double[10];
        Arrays.fill(ones, 1);
        return Stream.of(
                Arguments.of(Fields.constant().over(1, 2), 1e-9),
                Arguments.of(Ivp.of(Fields.linear(10), 1, 8, ones).with(Fields.skew(10, 1)), 1e-5),
                Arguments.of(Fields.sine(), 5e-3),
                Arguments.of(Fields.exponential(), 1e-2));
    }

    @ParameterizedTest
    @MethodSource("problems")
    @DisplayName("T32 adjoint against tape")
    void againstTape(Ivp ivp, double tolerance) {
        Gradcheck tape = Gradcheck.of(new Direct(), ivp, TIGHT);
        Gradcheck adjoint = Gradcheck.of(new Backsolve(), ivp, TIGHT);
        assertThat(adjoint.initial()[0]).containsExactly(tape.initial()[0], within(tolerance));
        assertThat(adjoint.theta()).containsExactly(tape.theta(), within(tolerance));
        assertThat(adjoint.times().to()).containsExactly(tape.times().to(), within(tolerance));
    }

    @Test
    @DisplayName("T33 spiral to t = 25 with 10 points: y0, t and A")
    void spiral() {
        Ivp ivp = Fields.spiral().saving(points(0, 25));
        Gradcheck tape = Gradcheck.of(new Checkpointed(), ivp, TIGHT);
        Gradcheck adjoint = Gradcheck.of(new Backsolve(), ivp, TIGHT);
        assertThat(adjoint.initial()[0]).containsExactly(tape.initial()[0], within(3e-4));
        assertThat(adjoint.times().saved()[0]).containsExactly(tape.times().saved()[0], within(1e-4));
        assertThat(adjoint.theta()).containsExactly(tape.theta(), within(2e-3));
    }

    @Test
    @DisplayName("T37 Van der Pol, many samples: both adjoints near a reference at 1e-9")
    void vanDerPol() {
        RandomKey key = RandomKey.of(4);
        double[][] samples = new double[64][];
        Arrays.setAll(
                samples, b -> new double[] {key.with(b).gaussian(0), key.with(b).gaussian(1)});
        for (double mu : new double[] {0.1, 0.5}) {
            Ivp ivp = Ivp.of(Fields.vanDerPol(), 0, 2, samples).with(mu).saving(0.5, 1, 1.5);
            double reference =
                    Gradcheck.of(new Direct(), ivp, Dopri5.solver(1e-9)).theta()[0];
            for (Adjoint adjoint : new Adjoint[] {new Checkpointed(), new Backsolve()}) {
                double gradient =
                        Gradcheck.of(adjoint, ivp, Dopri5.solver(1e-6)).theta()[0];
                assertThat(gradient).isCloseTo(reference, within(1e-4 * Math.abs(reference)));
            }
        }
    }

    @Test
    @DisplayName("T39 the norm of the state alone: the same gradient, not more evaluations")
    void seminorm() {
        Ivp ivp = Fields.spiral().over(0, 10);
        Solver<Ode> solver = Dopri5.solver(1e-6);
        Gradcheck semi = Gradcheck.of(new Backsolve(), ivp, solver);
        Gradcheck full = Gradcheck.of(new Backsolve(Backsolve.Norm.EVERYTHING), ivp, solver);
        assertThat(semi.backward()).isLessThanOrEqualTo(full.backward());
        assertThat(semi.theta()).containsExactly(full.theta(), within(1e-3));
        assertThat(semi.initial()[0]).containsExactly(full.initial()[0], within(1e-3));
    }

    @Test
    void refusesStepsOfTheirOwn() {
        assertThatThrownBy(() -> new Backsolve().on(Ivp.ENGINE, Fields.vanDerPol(), TIGHT.with(Stepping.PER_EXAMPLE)))
                .hasMessageContaining("common step")
                .hasMessageContaining("Checkpointed");
    }
}
