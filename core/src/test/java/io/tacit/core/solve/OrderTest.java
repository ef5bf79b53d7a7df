package io.tacit.core.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Euler;
import io.tacit.core.solve.ode.Rk4;
import io.tacit.core.solve.ode.Tableau;
import io.tacit.core.solve.ode.Tsit5;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Order and consistency of the tableaus. */
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

    @ParameterizedTest
    @MethodSource("tableaus")
    @DisplayName("T09 the error falls with the order on y' = Ay")
    void slope(Tableau tableau) {
        RandomKey key = RandomKey.of(3);
        double[] a = new double[100];
        Arrays.setAll(a, i -> 0.5 * key.gaussian(i));
        double[] ones = new double[10];
        Arrays.fill(ones, 1);
        Ivp ivp = Ivp.of(Fields.linear(10), 0, 4, ones).with(a);
        double[] exact = Ivp.row(ivp.solve(Dopri5.solver(1e-13)).end().get(0), 0);
        int coarse = tableau.order() == 1 ? 4096 : 64;
        double slope =
                Math.log(error(ivp, tableau, coarse, exact) / error(ivp, tableau, 2 * coarse, exact)) / Math.log(2);
        assertThat(slope).isCloseTo(tableau.order(), within(0.15));
    }

    private static double error(Ivp ivp, Tableau tableau, int steps, double[] exact) {
        double[] end = Ivp.row(
                ivp.solve(Solver.of(tableau, new FixedSteps(steps))).end().get(0), 0);
        double worst = 0;
        for (int i = 0; i < end.length; i++) {
            worst = Math.max(worst, Math.abs(end[i] - exact[i]));
        }
        return worst;
    }
}
