package io.tacit.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.layer.CnfDensity.Densities;
import io.tacit.core.program.Kind;
import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.Ivp;
import io.tacit.core.solve.Report;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.Work;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Densities of records: what they do not depend on, and what they must be. */
class CnfDensityTest {

    private static final int RECORDS = 200;
    private static final Engine CPU = new CpuEngine(2);
    private static final Solver<Ode> SCORING = Dopri5.solver(1e-5).with(Stepping.PER_EXAMPLE);
    private static final Cnf CNF = Cnf.ffjord(3, 2, io.tacit.core.nn.Activation.TANH, 16, 16);
    private static final Block THETA = CPU.vector(Flows.bent(CNF, Precision.FLOAT32));
    private static final CnfDensity DENSITY = new CnfDensity(CPU, CNF, new Divergence.Exact(), SCORING);
    private static final Block X = Flows.normal(CPU, RECORDS, 3, 1);
    private static final Densities ALL = DENSITY.of(X, List.of(), THETA);

    @AfterAll
    static void close() {
        CPU.close();
    }

    private static Block pick(int... records) {
        Block picked = CPU.allocate(Kind.BATCHED, X.shape(), records.length);
        for (int i = 0; i < records.length; i++) {
            picked.copyExamples(i, X, records[i], 1);
        }
        return picked;
    }

    private static void assertAsBefore(Densities densities, int at, int record) {
        assertThat(densities.logDensity().get(at, 0))
                .as("record %d at place %d", record, at)
                .isFinite()
                .isEqualTo(ALL.logDensity().get(record, 0));
        assertThat(Ivp.row(densities.latent(), at)).isEqualTo(Ivp.row(ALL.latent(), record));
    }

    @Test
    @DisplayName("K4 log p of a record is the same bits in any order of the batch")
    void shuffled() {
        int[] order = RandomKey.of(9).permutation(RECORDS);
        Densities densities = DENSITY.of(pick(order), List.of(), THETA);
        for (int i = 0; i < RECORDS; i++) {
            assertAsBefore(densities, i, order[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 63, 64, 65, 130})
    @DisplayName("K4 log p of a record is the same bits in a batch of any size")
    void sizes(int size) {
        int first = 41;
        Densities densities =
                DENSITY.of(pick(IntStream.range(first, first + size).toArray()), List.of(), THETA);
        for (int i = 0; i < size; i++) {
            assertAsBefore(densities, i, first + i);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e10, 3e30, -3e38})
    @DisplayName("K5 a poisoned record changes no other one and is reported with advice")
    void poisoned(double poison) {
        int[] bad = {0, 70, RECORDS - 1};
        Block x = pick(IntStream.range(0, RECORDS).toArray());
        for (int b : bad) {
            x.set(b, 1, poison);
        }
        Densities densities = DENSITY.of(x, List.of(), THETA);
        for (int b = 0; b < RECORDS; b++) {
            if (!java.util.Arrays.asList(0, 70, RECORDS - 1).contains(b)) {
                assertAsBefore(densities, b, b);
                assertThat(densities.advice(b)).isEmpty();
            }
        }
        for (int b : bad) {
            double logDensity = densities.logDensity().get(b, 0);
            assertThat(densities.advice(b).isPresent()).isEqualTo(!Double.isFinite(logDensity));
            if (!Double.isFinite(poison)) {
                assertThat(densities.advice(b)).isPresent();
            }
        }
    }

    @Test
    @DisplayName("K5 a record whose log p is beyond the precision is told from one that succeeded")
    void overflow() {
        Block x = pick(3, 4);
        x.set(0, 0, 1e25);
        Densities densities = DENSITY.of(x, List.of(), THETA);
        assertThat(densities.logDensity().get(0, 0)).isNotFinite();
        assertThat(densities.advice(0)).isPresent().get().asString().doesNotContain("reached the end");
        assertAsBefore(densities, 1, 4);
    }

    @Test
    @DisplayName("K6 the work of a batch is the sum of its records'")
    void work() {
        Work sum =
                ALL.reports().stream().flatMap(List::stream).map(Report::work).reduce(Work.NONE, Work::plus);
        assertThat(ALL.reports()).hasSize(2).allMatch(r -> r.size() == RECORDS);
        assertThat(ALL.work()).isEqualTo(sum);
        for (int b = 0; b < RECORDS; b += 20) {
            Densities apart = DENSITY.of(pick(b), List.of(), THETA);
            assertThat(apart.report(0)).isEqualTo(ALL.report(b));
            assertThat(apart.work())
                    .isEqualTo(ALL.reports()
                            .get(0)
                            .get(b)
                            .work()
                            .plus(ALL.reports().get(1).get(b).work()));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1e-6, 1e-8})
    @DisplayName("T79 x → z → x comes back, and log p of both ways agrees")
    void roundTrip(double tolerance) {
        Cnf cnf = Flows.small(2);
        Solver<Ode> solver = Dopri5.solver(tolerance).with(Stepping.PER_EXAMPLE);
        Block theta = Ivp.ENGINE.vector(Flows.bent(cnf, Precision.FLOAT64));
        CnfDensity density = new CnfDensity(Ivp.ENGINE, cnf, new Divergence.Exact(), solver);
        Block x = Flows.normal(Ivp.ENGINE, 20, 2, 5);
        Densities there = density.of(x, List.of(), theta);
        CnfSampler.Samples back = new CnfSampler(Ivp.ENGINE, cnf, solver).from(there.latent(), theta);
        assertThat(back.reports()).hasSize(20).allMatch(r -> r.outcome().succeeded());
        assertThat(Flows.values(back.x())).containsExactly(Flows.values(x), within(10 * tolerance));
        Densities again = density.of(back.x(), List.of(), theta);
        assertThat(Flows.values(again.logDensity()))
                .containsExactly(Flows.values(there.logDensity()), within(10 * tolerance));
    }

    @Test
    @DisplayName("a sample whose solve failed is not a number, whichever field it failed in, and is reported")
    void failedSamples() {
        Block latent = pick(0, 1, 2);
        latent.set(1, 2, Double.NaN);
        CnfSampler.Samples samples = new CnfSampler(CPU, CNF, SCORING).from(latent, THETA);
        assertThat(Ivp.row(samples.x(), 1)).containsOnly(Double.NaN);
        assertThat(samples.reports().stream().map(r -> r.outcome().succeeded())).containsExactly(true, false, true);
        CnfSampler.Samples alone = new CnfSampler(CPU, CNF, SCORING).from(pick(2), THETA);
        assertThat(Ivp.row(alone.x(), 0)).isEqualTo(Ivp.row(samples.x(), 2));
    }

    @Test
    @DisplayName("T76 the density integrates to 1, better with a tighter tolerance")
    void integral() {
        Cnf cnf = Cnf.of(Flows.cells()).withT1(1);
        Block theta = CPU.vector(FlatVector.of(new float[0]));
        double[] tolerances = {1e-1, 1e-3, 1e-5};
        double[] error = new double[tolerances.length];
        for (int i = 0; i < error.length; i++) {
            Solver<Ode> solver = Dopri5.solver(tolerances[i]).with(Stepping.PER_EXAMPLE);
            error[i] = Math.abs(1 - integral(new CnfDensity(CPU, cnf, new Divergence.Exact(), solver), theta));
        }
        assertThat(error[0]).isLessThan(1e-1);
        assertThat(error[1]).isLessThan(Math.min(1e-3, error[0] / 2));
        assertThat(error[2]).isLessThan(Math.min(2e-5, error[1] / 10));
    }

    /** Riemann sum over [−7.2, 7.2]² with cells of 0.12: exact to rounding for densities that are smooth at that scale. */
    private static double integral(CnfDensity density, Block theta) {
        int side = 120;
        double cell = 0.12;
        Block grid = CPU.allocate(Kind.BATCHED, io.tacit.core.program.Shape.of(2), side * side);
        for (int i = 0; i < side * side; i++) {
            grid.set(i, 0, (i % side - side / 2 + 0.5) * cell);
            grid.set(i, 1, (i / side - side / 2 + 0.5) * cell);
        }
        Block logDensity = density.of(grid, List.of(), theta).logDensity();
        double sum = 0;
        for (int i = 0; i < side * side; i++) {
            sum += Math.exp(logDensity.get(i, 0)) * cell * cell;
        }
        return sum;
    }
}
