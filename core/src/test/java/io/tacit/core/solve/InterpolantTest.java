package io.tacit.core.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.ode.AdamsBashforthMoulton;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Euler;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.solve.ode.ReversibleHeun;
import io.tacit.core.solve.ode.Rk4;
import io.tacit.core.solve.ode.Tsit5;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** States between the ends of steps. */
class InterpolantTest {

    private static double[] grid(int points, double from, double to) {
        return DoubleStream.iterate(0, i -> i + 1)
                .limit(points)
                .map(i -> from + (to - from) * i / (points - 1))
                .toArray();
    }

    static Stream<Arguments> adaptive() {
        return Stream.of(new Dopri5(), new Tsit5(), new AdamsBashforthMoulton())
                .flatMap(m -> Arrays.stream(Stepping.values()).map(s -> Arguments.of(m, s)));
    }

    @ParameterizedTest
    @MethodSource("adaptive")
    @DisplayName("T23 y' = -y/2 from 2.1, t from 0.1 to 1.1, at 50 points: within 10 tolerances, and no step is added")
    void fiftyPoints(Method<Ode> method, Stepping stepping) {
        double tolerance = 1e-6;
        double[] times = grid(50, 0.1, 1.1);
        Ivp ivp = Ivp.of(Fields.field(1, (y, t) -> y.times(-0.5)), 0.1, 1.1, new double[] {2.1});
        Solver<Ode> solver = Solver.of(method, Pid.of(tolerance, tolerance)).with(stepping);
        Solution solution = ivp.saving(times).solve(solver);
        for (int j = 0; j < times.length; j++) {
            assertThat(solution.saved().get(j).get(0).get(0, 0))
                    .isCloseTo(2.1 * Math.exp(-0.5 * (times[j] - 0.1)), within(10 * tolerance));
        }
        assertThat(solution.work()).isEqualTo(ivp.solve(solver).work());
        assertThat(solution.end().get(0).get(0, 0))
                .as("the same steps")
                .isEqualTo(ivp.solve(solver).end().get(0).get(0, 0))
                .as("exactly where the last step ends")
                .isEqualTo(solution.saved().get(49).get(0).get(0, 0));
    }

    static Stream<Arguments> orders() {
        return Stream.of(
                Arguments.of(new Dopri5(), 5),
                Arguments.of(new Tsit5(), 5),
                Arguments.of(new Rk4(), 4),
                Arguments.of(new AdamsBashforthMoulton(), 3),
                Arguments.of(new Euler(), 1));
    }

    @ParameterizedTest
    @MethodSource("orders")
    @DisplayName("the error within a step falls with the order of the interpolant's own steps")
    void order(Method<Ode> method, double order) {
        double[] a = new double[16];
        RandomKey key = RandomKey.of(12);
        Arrays.setAll(a, i -> key.gaussian(i));
        Ivp ivp = Ivp.of(Fields.linear(4), 0, 1, new double[] {1, 2, 3, 4}).with(a);
        int steps = order == 1 ? 1024 : 64;
        assertThat(Math.log(worst(ivp, method, steps) / worst(ivp, method, 2 * steps)) / Math.log(2))
                .isCloseTo(order, within(0.3));
    }

    /** Largest error at the middle of steps. */
    private static double worst(Ivp ivp, Method<Ode> method, int steps) {
        double[] middles = new double[16];
        Arrays.setAll(middles, j -> (j * (steps / 16) + 0.5) / steps);
        Solution exact = ivp.saving(middles).landing().solve(Dopri5.solver(1e-13));
        Solution got = ivp.saving(middles).solve(Solver.of(method, new FixedSteps(steps)));
        assertThat(got.work().accepted()).isEqualTo(steps);
        double worst = 0;
        for (int j = 0; j < middles.length; j++) {
            for (int i = 0; i < 4; i++) {
                worst = Math.max(
                        worst,
                        Math.abs(got.saved().get(j).get(0).get(0, i)
                                - exact.saved().get(j).get(0).get(0, i)));
            }
        }
        return worst;
    }

    @Test
    @DisplayName("T26 100 times cost no step: 10 fixed steps stay 10; landing takes one for each")
    void hundredTimes() {
        Ivp ivp = Ivp.of(Fields.field(1, (y, t) -> y), 0, 1, new double[] {1}).saving(grid(100, 0, 1));
        Solver<Ode> solver = Solver.of(new Rk4(), new FixedSteps(10));
        assertThat(ivp.solve(solver).work()).isEqualTo(new Work(41, 10, 0));
        assertThat(ivp.landing().solve(solver).work().accepted()).isGreaterThanOrEqualTo(99);
    }

    @ParameterizedTest
    @EnumSource(Stepping.class)
    @DisplayName("times of each example's own, as many as it has: as if it were alone")
    void each(Stepping stepping) {
        double[][] rows = {{1, 0.5}, {0.3, 2}, {1.1, 1}, {2, 0.1}};
        double[][] times = {{0.5, 1, 1.5}, {}, {0, 0.7}, {1.999, 2}};
        Ivp ivp = Fields.lotkaVolterra().over(0, 2);
        Solver<Ode> solver = Dopri5.solver(1e-9).with(stepping);
        Solution all = ivp.from(rows).savingEach(times).solve(solver);
        assertThat(all.saved()).hasSize(3);
        for (int b = 0; b < rows.length; b++) {
            Solution alone = ivp.from(rows[b]).saving(times[b]).solve(solver);
            for (int j = 0; j < times[b].length; j++) {
                double[] got = Ivp.row(all.saved().get(j).get(0), b);
                double[] expected = Ivp.row(alone.saved().get(j).get(0), 0);
                if (stepping == Stepping.PER_EXAMPLE) {
                    assertThat(got).isEqualTo(expected);
                } else {
                    assertThat(got).containsExactly(expected, within(1e-7));
                }
            }
        }
        assertThat(Ivp.row(all.saved().get(2).get(0), 3)).as("past its own").containsExactly(0, 0);
    }

    @Test
    @DisplayName("landing on times of each example's own, each over its own span")
    void eachLanding() {
        double[][] rows = {{1, 0.5}, {0.3, 2}};
        double[][] times = {{0.5, 1}, {3.5}};
        Ivp ivp = Fields.lotkaVolterra()
                .from(rows)
                .over(Span.each(new double[] {0, 3}, new double[] {2, 4}))
                .savingEach(times);
        Solver<Ode> solver = Dopri5.solver(1e-9).with(Stepping.PER_EXAMPLE);
        Solution landed = ivp.landing().solve(solver);
        Solution between = ivp.solve(solver);
        for (int b = 0; b < 2; b++) {
            for (int j = 0; j < times[b].length; j++) {
                assertThat(Ivp.row(landed.saved().get(j).get(0), b))
                        .containsExactly(Ivp.row(between.saved().get(j).get(0), b), within(1e-7));
            }
        }
    }

    @Test
    @DisplayName("a method without interpolant, times outside the span and missing rows are refused, with what to do")
    void refused() {
        Ivp ivp = Fields.lotkaVolterra().over(0, 1).from(new double[] {1, 1}, new double[] {2, 1});
        Solver<Ode> heun = Solver.of(new ReversibleHeun(), Pid.of(1e-3, 1e-3));
        Ivp asked = new Ivp(
                ivp.ode(),
                ivp.initial(),
                ivp.theta(),
                ivp.span(),
                SaveAt.times(0.5).interpolated());
        assertThatThrownBy(() -> asked.solve(heun))
                .hasMessageContaining("ReversibleHeun")
                .hasMessageContaining("landing");
        assertThat(ivp.saving(0.5).solve(heun).succeeded())
                .as("lands by itself")
                .isTrue();
        assertThatThrownBy(() -> ivp.saving(0.5, 1.5).problem()).hasMessageContaining("from 0.0 to 1.0");
        assertThatThrownBy(() -> ivp.savingEach(new double[] {0.5}, new double[] {0.5, 0.2})
                        .problem())
                .hasMessageContaining("example 1");
        assertThatThrownBy(() -> ivp.savingEach(new double[] {0.5}, new double[] {0.5}, new double[] {1})
                        .problem())
                .hasMessageContaining("each of 2 examples, got 3");
        assertThatThrownBy(() -> ivp.savingEach(new double[] {0.5}, new double[] {0.4})
                        .landing()
                        .solve(heun))
                .hasMessageContaining("PER_EXAMPLE");
    }

    @ParameterizedTest
    @EnumSource(Stepping.class)
    @DisplayName("backwards in time, and the last state of a solve that fails")
    void backwardsAndFailed(Stepping stepping) {
        Ivp forward = Fields.lotkaVolterra()
                .over(0.3, 4)
                .from(new double[] {0.9, 5.4})
                .saving(1, 2, 3);
        Solver<Ode> solver = Dopri5.solver(1e-10).with(stepping);
        Solution there = forward.solve(solver);
        double[] end = Ivp.row(there.end().get(0), 0);
        Solution back = forward.over(4, 0.3).from(end).saving(3, 2, 1).solve(solver);
        for (int j = 0; j < 3; j++) {
            assertThat(Ivp.row(back.saved().get(j).get(0), 0))
                    .containsExactly(Ivp.row(there.saved().get(2 - j).get(0), 0), within(1e-6));
        }
        Ivp explodes = Ivp.of(Fields.field(1, (y, t) -> y.square()), 0, 2, new double[] {1})
                .saving(0.5, 1.5);
        Solution failed = explodes.solve(solver);
        assertThat(failed.succeeded()).isFalse();
        assertThat(failed.saved().get(0).get(0).get(0, 0)).isCloseTo(2, within(1e-6));
        assertThat(failed.saved().get(1).get(0).get(0, 0))
                .isEqualTo(failed.end().get(0).get(0, 0));
    }
}
