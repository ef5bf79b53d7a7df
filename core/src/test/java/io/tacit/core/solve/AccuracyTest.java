package io.tacit.core.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Euler;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.solve.ode.Rk4;
import io.tacit.core.solve.ode.Tableau;
import io.tacit.core.solve.ode.Tsit5;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Solutions against formulas and published values, in float64. */
class AccuracyTest {

    static Stream<Solver<Ode>> adaptive() {
        return Stream.of(new Dopri5(), new Tsit5()).flatMap(tableau -> Arrays.stream(Stepping.values())
                .map(s -> Solver.of((Tableau) tableau, Pid.of(1e-10, 1e-10)).with(s)));
    }

    static double[] tenPoints(double from, double to) {
        double[] times = new double[10];
        Arrays.setAll(times, i -> from + (to - from) * i / 9);
        return times;
    }

    private static void assertFollows(
            Solution solution, double[] times, java.util.function.DoubleUnaryOperator exact, double relative) {
        assertThat(solution.succeeded()).isTrue();
        for (int j = 0; j < times.length; j++) {
            double y = exact.applyAsDouble(times[j]);
            assertThat(solution.saved().get(j).get(0).get(0, 0)).isCloseTo(y, within(relative * Math.abs(y)));
        }
    }

    @ParameterizedTest
    @MethodSource("adaptive")
    @DisplayName("T01 constant solution at 10 points, both directions")
    void constant(Solver<Ode> solver) {
        double[] times = tenPoints(1, 8);
        assertFollows(Fields.constant().saving(times).solve(solver), times, t -> 0.2 * t + 3, 1e-9);
        double[] back = tenPoints(8, 1);
        Ivp reverse = Fields.constant().from(new double[] {4.6}).over(8, 1).saving(back);
        assertFollows(reverse.solve(solver), back, t -> 0.2 * t + 3, 1e-9);
    }

    @ParameterizedTest
    @MethodSource("adaptive")
    @DisplayName("T02 sine, both directions")
    void sine(Solver<Ode> solver) {
        double[] times = tenPoints(1, 8);
        assertFollows(Fields.sine().saving(times).solve(solver), times, Fields::sineExact, 1e-7);
        assertThat(Fields.sineExact(8)).isCloseTo(9737.32274478061, within(1e-9));
        double[] back = tenPoints(8, 1);
        Ivp reverse = Fields.sine()
                .from(new double[] {Fields.sineExact(8)})
                .over(8, 1)
                .saving(back);
        assertFollows(reverse.solve(solver), back, Fields::sineExact, 1e-7);
    }

    @ParameterizedTest
    @MethodSource("adaptive")
    @DisplayName("T03 skew linear: the norm is conserved, and forward then backward is the identity")
    void linear(Solver<Ode> solver) {
        double[] ones = new double[10];
        Arrays.fill(ones, 1);
        Ivp ivp = Ivp.of(Fields.linear(10), 1, 8, ones).with(Fields.skew(10, 1));
        double[] end = Ivp.row(ivp.solve(solver).end().get(0), 0);
        assertThat(Arrays.stream(end).map(y -> y * y).sum()).isCloseTo(10, within(1e-6));
        double[] back = Ivp.row(ivp.from(end).over(8, 1).solve(solver).end().get(0), 0);
        assertThat(back).containsExactly(ones, within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("adaptive")
    @DisplayName("T04 exponential")
    void exponential(Solver<Ode> solver) {
        double[] times = tenPoints(1, 8);
        assertFollows(Fields.exponential().saving(times).landing().solve(solver), times, t -> Math.exp(-0.1 * t), 1e-9);
    }

    @ParameterizedTest
    @MethodSource("adaptive")
    @DisplayName("T05 equal times give the initial state")
    void equalTimes(Solver<Ode> solver) {
        Solution solution = Fields.sine().over(1, 1).saving(1, 1).solve(solver);
        assertThat(solution.succeeded()).isTrue();
        assertThat(solution.saved().get(0).get(0).get(0, 0)).isEqualTo(4.45027807613942);
        assertThat(solution.saved().get(1).get(0).get(0, 0)).isEqualTo(4.45027807613942);
        assertThat(solution.end().get(0).get(0, 0)).isEqualTo(4.45027807613942);
        assertThat(solution.work().evaluations()).isZero();
    }

    @Test
    @DisplayName("T06 ten Euler steps of y' = y")
    void euler() {
        double[] times = new double[11];
        Arrays.setAll(times, i -> i / 10.0);
        for (Stepping stepping : Stepping.values()) {
            Solver<Ode> solver = Solver.of(new Euler(), new FixedSteps(10)).with(stepping);
            Solution solution = Ivp.of(Fields.field(1, (y, t) -> y), 0, 1, new double[] {1})
                    .saving(times)
                    .solve(solver);
            assertThat(solution.end().get(0).get(0, 0)).isCloseTo(2.5937424601, within(1e-12));
            assertThat(solution.saved().get(5).get(0).get(0, 0)).isCloseTo(Math.pow(1.1, 5), within(1e-12));
            assertThat(solution.work().accepted()).isEqualTo(10);
        }
    }

    @Test
    @DisplayName("T07 ten steps of Rk4")
    void rk4() {
        Solution solution = Ivp.of(Fields.field(1, (y, t) -> y), 0, 1, new double[] {1})
                .solve(Solver.of(new Rk4(), new FixedSteps(10)));
        assertThat(solution.end().get(0).get(0, 0)).isCloseTo(2.71827974413516, within(1e-13));
        assertThat(solution.work().evaluations()).isEqualTo(40);
    }

    @ParameterizedTest
    @MethodSource("adaptive")
    @DisplayName("T18 cubic spiral")
    void spiral(Solver<Ode> solver) {
        Solution solution = Fields.spiral().saving(1, 5, 10, 25).solve(solver);
        double[][] expected = {
            {0.709261743253, -1.50410845784},
            {-0.26301283547, 0.930245944255},
            {0.472366224081, 0.660727258525},
            {-0.443623486699, 0.279440641619}
        };
        for (int j = 0; j < expected.length; j++) {
            assertThat(Ivp.row(solution.saved().get(j).get(0), 0)).containsExactly(expected[j], within(1e-7));
        }
    }

    @ParameterizedTest
    @MethodSource("adaptive")
    @DisplayName("T19 Lotka-Volterra and its invariant")
    void lotkaVolterra(Solver<Ode> solver) {
        double[] end = Ivp.row(Fields.lotkaVolterra().solve(solver).end().get(0), 0);
        assertThat(end).containsExactly(new double[] {1.02634476758, 0.909691078136}, within(1e-7));
        double invariant = end[0] - 3 * Math.log(end[0]) + end[1] - 1.5 * Math.log(end[1]);
        assertThat(invariant).isCloseTo(2, within(1e-7));
    }

    @ParameterizedTest
    @MethodSource("adaptive")
    @DisplayName("T22 from 4 back to 0.3 undoes 0.3 to 4")
    void reverse(Solver<Ode> solver) {
        Ivp forward = Fields.lotkaVolterra().over(0.3, 4).from(new double[] {0.9, 5.4}, new double[] {1, 2});
        double[] end = Ivp.row(forward.solve(solver).end().get(0), 0);
        assertThat(Ivp.row(forward.over(4, 0.3).from(end).solve(solver).end().get(0), 0))
                .containsExactly(new double[] {0.9, 5.4}, within(1e-6));
    }
}
