package io.tacit.core.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.ode.AdamsBashforthMoulton;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Euler;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.solve.ode.ReversibleHeun;
import io.tacit.core.solve.ode.Rk4;
import io.tacit.core.solve.ode.Tableau;
import io.tacit.core.solve.ode.Tsit5;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Order and consistency of the methods. */
class OrderTest {

    static Stream<Tableau> tableaus() {
        return Stream.of(new Euler(), new Rk4(), new Dopri5(), new Tsit5());
    }

    @ParameterizedTest
    @MethodSource("tableaus")
    @DisplayName("rows sum to c, weights to 1, error weights to 0")
    void consistent(Tableau tableau) {
        for (int i = 0; i < tableau.a().length; i++) {
            assertThat(tableau.a()[i]).hasSize(i);
            assertThat(Arrays.stream(tableau.a()[i]).sum()).isCloseTo(tableau.c()[i], within(1e-14));
        }
        assertThat(Arrays.stream(tableau.b()).sum()).isCloseTo(1, within(1e-14));
        tableau.e().ifPresent(e -> assertThat(Arrays.stream(e).sum()).isCloseTo(0, within(1e-14)));
    }

    @ParameterizedTest
    @MethodSource("tableaus")
    @DisplayName("T08 one step integrates powers up to the order exactly")
    void quadrature(Tableau tableau) {
        for (int q = 1; q <= tableau.order(); q++) {
            int power = q;
            Ivp ivp = Ivp.of(
                    Fields.field(1, (y, t) -> y.times(0).plus(t.pow(power - 1).times(power))), 0, 1, new double[] {0});
            Solution solution = ivp.solve(Solver.of(tableau, new FixedSteps(1)));
            assertThat(solution.end().get(0).get(0, 0)).as("q = %d", q).isCloseTo(1, within(1e-13));
        }
    }

    /** The embedded method of a pair as a method of its own. */
    private record Embedded(Tableau pair) implements Tableau {
        @Override
        public double order() {
            return pair.order() - 1;
        }

        @Override
        public double[][] a() {
            return pair.a();
        }

        @Override
        public double[] b() {
            double[] e = pair.e().orElseThrow();
            double[] b = pair.b();
            Arrays.setAll(b, i -> b[i] - e[i]);
            return b;
        }

        @Override
        public double[] c() {
            return pair.c();
        }

        @Override
        public Optional<double[]> e() {
            return Optional.empty();
        }
    }

    static Stream<Arguments> pairs() {
        return Stream.of(Arguments.of(new Dopri5(), 1 / 40.0), Arguments.of(new Tsit5(), 1 / 66.0));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    @DisplayName("b - e is the embedded method: one order less, and the last weight of its paper")
    void embedded(Tableau pair, double lastWeight) {
        Embedded embedded = new Embedded(pair);
        slope(embedded);
        // 2b - b̂ has the same order: only a published weight tells the sign of e.
        assertThat(embedded.b()[6]).isCloseTo(lastWeight, within(1e-15));
    }

    static Stream<Method<Ode>> methods() {
        return Stream.concat(tableaus(), Stream.of(new AdamsBashforthMoulton(), new ReversibleHeun()));
    }

    @ParameterizedTest
    @MethodSource("methods")
    @DisplayName("T09 the error falls with the order on y' = Ay")
    void slope(Method<Ode> method) {
        RandomKey key = RandomKey.of(3);
        double[] a = new double[100];
        Arrays.setAll(a, i -> 0.5 * key.gaussian(i));
        double[] ones = new double[10];
        Arrays.fill(ones, 1);
        Ivp ivp = Ivp.of(Fields.linear(10), 0, 4, ones).with(a);
        double[] exact = Ivp.row(ivp.solve(Dopri5.solver(1e-13)).end().get(0), 0);
        assertThat(slope(ivp, method, exact)).isCloseTo(method.order(), within(0.15));
    }

    private static double slope(Ivp ivp, Method<Ode> method, double[] exact) {
        int coarse = method.order() == 1 ? 4096 : method.order() < 4 ? 512 : 64;
        return Math.log(error(ivp, method, coarse, exact) / error(ivp, method, 2 * coarse, exact)) / Math.log(2);
    }

    private static double error(Ivp ivp, Method<Ode> method, int steps, double[] exact) {
        double[] end = Ivp.row(
                ivp.solve(Solver.of(method, new FixedSteps(steps))).end().get(0), 0);
        double worst = 0;
        for (int i = 0; i < end.length; i++) {
            worst = Math.max(worst, Math.abs(end[i] - exact[i]));
        }
        return worst;
    }
}
