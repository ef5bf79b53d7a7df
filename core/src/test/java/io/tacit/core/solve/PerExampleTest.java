package io.tacit.core.solve;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Ode;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Laws of Stepping.PER_EXAMPLE: a result belongs to its example, whatever travels beside it. */
class PerExampleTest {

    private static final Solver<Ode> SOLVER =
            Solver.of(new Dopri5(), Pid.of(1e-7, 1e-9).withMaxSteps(1000)).with(Stepping.PER_EXAMPLE);

    /** z' = (−λ x, 0): the second place is the rate λ of the example. */
    private static final Ode DECAY = Fields.field(
            2,
            (z, t) -> Fields.stack(
                    z.graph(), z.at(0).times(z.at(1)).negate(), z.at(0).times(0)));

    @Test
    @DisplayName("T29 y' = -y beside y' = -1000 y: bits and step counts as if alone")
    void together() {
        Solution both =
                Ivp.of(DECAY, 0, 1, new double[] {1, 1}, new double[] {1, 1000}).solve(SOLVER);
        for (int b = 0; b < 2; b++) {
            Solution alone =
                    Ivp.of(DECAY, 0, 1, new double[] {1, b == 0 ? 1 : 1000}).solve(SOLVER);
            assertThat(Ivp.row(both.end().get(0), b))
                    .isEqualTo(Ivp.row(alone.end().get(0), 0));
            assertThat(both.report(b)).isEqualTo(alone.report(0));
        }
        assertThat(both.report(1).work().steps())
                .isGreaterThan(10 * both.report(0).work().steps());
    }

    private static double[][] records(int count) {
        RandomKey key = RandomKey.of(5);
        double[][] rows = new double[count][];
        Arrays.setAll(rows, b ->
                new double[] {key.with(b).gaussian(0), Math.exp(2 * key.with(b).gaussian(1))});
        return rows;
    }

    @Test
    @DisplayName("K4 a shuffled batch gives the same bits for each record, at every time kept")
    void shuffled() {
        double[][] rows = records(67);
        int[] order = RandomKey.of(9).permutation(rows.length);
        double[][] shuffled = Arrays.stream(order).mapToObj(i -> rows[i]).toArray(double[][]::new);
        Solution first = Ivp.of(DECAY, 0, 1, rows).saving(0.25, 0.5).solve(SOLVER);
        Solution second = Ivp.of(DECAY, 0, 1, shuffled).saving(0.25, 0.5).solve(SOLVER);
        assertThat(first.succeeded()).isTrue();
        for (int i = 0; i < order.length; i++) {
            assertThat(Ivp.row(second.end().get(0), i))
                    .isEqualTo(Ivp.row(first.end().get(0), order[i]));
            assertThat(second.report(i)).isEqualTo(first.report(order[i]));
            for (int j = 0; j < 2; j++) {
                assertThat(Ivp.row(second.saved().get(j).get(0), i))
                        .isEqualTo(Ivp.row(first.saved().get(j).get(0), order[i]));
            }
        }
    }

    @Test
    @DisplayName("K5 a poisoned and a stiff record leave the others unchanged and are named")
    void poisoned() {
        double[][] rows = records(23);
        Solution clean = Ivp.of(DECAY, 0, 1, rows).solve(SOLVER);
        rows[7] = new double[] {Double.NaN, 1};
        rows[11] = new double[] {1, 1e9};
        Solution mixed = Ivp.of(DECAY, 0, 1, rows).solve(SOLVER);
        assertThat(mixed.report(7).outcome()).isInstanceOf(Outcome.NonFinite.class);
        assertThat(mixed.report(11).outcome()).isInstanceOf(Outcome.MaxSteps.class);
        for (int b : IntStream.range(0, 23).filter(b -> b != 7 && b != 11).toArray()) {
            assertThat(Ivp.row(mixed.end().get(0), b))
                    .isEqualTo(Ivp.row(clean.end().get(0), b));
            assertThat(mixed.report(b)).isEqualTo(clean.report(b));
        }
    }

    @Test
    @DisplayName("K6 the work of a solve is the sum over its records, and one batch is the sum of its parts")
    void workAdds() {
        double[][] rows = records(20);
        Work whole = Ivp.of(DECAY, 0, 1, rows).solve(SOLVER).work();
        Work parts = Ivp.of(DECAY, 0, 1, Arrays.copyOfRange(rows, 0, 7))
                .solve(SOLVER)
                .work()
                .plus(Ivp.of(DECAY, 0, 1, Arrays.copyOfRange(rows, 7, 20))
                        .solve(SOLVER)
                        .work());
        assertThat(whole).isEqualTo(parts);
    }

    @Test
    @DisplayName("T30 spans of their own: 4 and 2 steps")
    void ownSpans() {
        Ivp ivp = Ivp.of(Fields.field(1, (y, t) -> y.times(-0.5)), 0, 5, new double[] {1.2}, new double[] {5})
                .over(Span.each(new double[] {0, 3}, new double[] {5, 4}));
        Solution solution =
                ivp.solve(Solver.of(new Dopri5(), Pid.of(1e-3, 1e-6)).with(Stepping.PER_EXAMPLE));
        assertThat(solution.reports().stream().map(r -> r.work().steps())).containsExactly(4L, 2L);
    }

    @Test
    @DisplayName("spans that go forwards, backwards and nowhere")
    void mixedDirections() {
        Ivp ivp = Ivp.of(DECAY, 0, 1, new double[] {1, 1}, new double[] {1, 1}, new double[] {1, 1})
                .over(Span.each(new double[] {0, 0, 2}, new double[] {1, -1, 2}));
        Solution solution = ivp.solve(SOLVER);
        assertThat(solution.succeeded()).isTrue();
        assertThat(solution.end().get(0).get(0, 0))
                .isCloseTo(Math.exp(-1), org.assertj.core.api.Assertions.within(1e-6));
        assertThat(solution.end().get(0).get(1, 0))
                .isCloseTo(Math.exp(1), org.assertj.core.api.Assertions.within(1e-6));
        assertThat(solution.end().get(0).get(2, 0)).isEqualTo(1);
    }
}
