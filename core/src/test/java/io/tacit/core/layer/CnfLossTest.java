package io.tacit.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.adjoint.Adjoint;
import io.tacit.core.adjoint.Backsolve;
import io.tacit.core.adjoint.Checkpointed;
import io.tacit.core.adjoint.Direct;
import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.FixedSteps;
import io.tacit.core.solve.Integrator;
import io.tacit.core.solve.Ivp;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.SaveAt;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Span;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.core.train.ChainObjective;
import io.tacit.core.train.Sums;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The training loss and its gradient by θ, in float64, against a loss put together here from plain solves. */
class CnfLossTest {

    private static final Engine ENGINE = Ivp.ENGINE;
    private static final RandomKey KEY = RandomKey.of(0);
    private static final int EXAMPLES = 5;
    private static final Penalties RNODE = new Penalties(0.3, 0.2);
    private static final Solver<Ode> FIXED = Solver.of(new Dopri5(), new FixedSteps(4));
    private static final Solver<Ode> TIGHT = Dopri5.solver(1e-9);

    /** A flow, how its trace is had, and what is added to its loss. */
    record Setting(Cnf cnf, Divergence divergence, Penalties penalties) {

        @Override
        public String toString() {
            return "%d fields, %d parameters, %s, %s"
                    .formatted(cnf.fields().size(), cnf.layout().size(), divergence, penalties);
        }

        Block x() {
            return Flows.normal(ENGINE, EXAMPLES, 2, 3);
        }

        List<Block> probe() {
            return divergence instanceof Divergence.Hutchinson
                    ? List.of(Flows.rademacher(ENGINE, EXAMPLES, 2, 4))
                    : List.of();
        }

        List<Integrator> integrators(Solver<Ode> solver) {
            return cnf.fields().stream()
                    .map(f -> Dynamics.augmented(f, divergence, Dynamics.REGULARISED))
                    .map(p -> solver.on(ENGINE, new Ode(cnf.placed(p), Dynamics.REGULARISED)))
                    .toList();
        }

        /** −log p of each example, then the sum of all losses. */
        double[] losses(FlatVector theta, List<Integrator> integrators) {
            List<Block> state = new ArrayList<>(List.of(x()));
            for (int i = 0; i < 3; i++) {
                state.add(ENGINE.allocate(Kind.BATCHED, Shape.SCALAR, EXAMPLES));
            }
            for (Integrator integrator : integrators) {
                state = integrator
                        .solve(new Problem(state, probe(), ENGINE.vector(theta), Span.of(0, cnf.t1()), SaveAt.end()))
                        .end();
            }
            return losses(state);
        }

        private double[] losses(List<Block> end) {
            double[] losses = new double[EXAMPLES + 1];
            for (int b = 0; b < EXAMPLES; b++) {
                double[] z = Ivp.row(end.get(0), b);
                losses[b] = 0.5 * (z[0] * z[0] + z[1] * z[1])
                        + Math.log(2 * Math.PI)
                        - end.get(1).get(b, 0);
                losses[EXAMPLES] += losses[b]
                        + penalties.kineticEnergy() * end.get(2).get(b, 0)
                        + penalties.jacobianFrobenius() * end.get(3).get(b, 0);
            }
            return losses;
        }

        double[] byDifferences(Solver<Ode> solver) {
            FlatVector theta = Flows.bent(cnf, Precision.FLOAT64);
            double[] gradient = new double[theta.length()];
            List<Integrator> integrators = integrators(solver);
            double h = 1e-5;
            for (int i = 0; i < gradient.length; i++) {
                FlatVector up = theta.copy();
                FlatVector down = theta.copy();
                up.set(i, theta.get(i) + h);
                down.set(i, theta.get(i) - h);
                gradient[i] = (losses(up, integrators)[EXAMPLES] - losses(down, integrators)[EXAMPLES]) / (2 * h);
            }
            return gradient;
        }

        double[] gradient(Adjoint adjoint, Solver<Ode> solver) {
            FlatVector theta = Flows.bent(cnf, Precision.FLOAT64);
            FlatVector gradient = FlatVector.zeros(Precision.FLOAT64, theta.length());
            Sums tile = Flows.likelihood(ENGINE, cnf, divergence, penalties, new Solved.How(solver, adjoint))
                    .differentiate(Flows.records(x(), probe()), theta, KEY, gradient);
            assertSums(tile, losses(theta, integrators(solver)));
            return gradient.doubles();
        }

        private static void assertSums(Sums tile, double[] losses) {
            double sum = 0;
            double squares = 0;
            for (int b = 0; b < EXAMPLES; b++) {
                sum += losses[b];
                squares += losses[b] * losses[b];
            }
            assertThat(tile.count()).isEqualTo(EXAMPLES);
            assertThat(tile.failed()).isZero();
            assertThat(tile.advice()).isEmpty();
            assertThat(tile.sum()).isCloseTo(sum, within(1e-8));
            assertThat(tile.first().orElseThrow().yy()).isCloseTo(squares, within(1e-7));
        }
    }

    static Stream<Setting> settings() {
        List<Divergence> divergences = List.of(new Divergence.Exact(), new Divergence.Hutchinson(Noise.RADEMACHER));
        Stream<Setting> networks = Stream.of(1, 2).map(Flows::small).flatMap(cnf -> divergences.stream()
                .flatMap(d -> Stream.of(Penalties.NONE, RNODE).map(p -> new Setting(cnf, d, p))));
        return Stream.concat(
                networks,
                Stream.of(
                        new Setting(Flows.small(2).withT1(0.4), new Divergence.Hutchinson(Noise.GAUSSIAN), RNODE),
                        new Setting(Cnf.of(Flows.pendulum()), new Divergence.Exact(), RNODE)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    @DisplayName("with fixed steps the gradient of the loss is that of central differences")
    void differences(Setting setting) {
        double[] expected = setting.byDifferences(FIXED);
        // Differences of losses of size 10 with h = 1e-5: rounding 1e-10, truncation of third derivatives of size 1e2
        // the same.
        assertThat(setting.gradient(new Checkpointed(), FIXED)).containsExactly(expected, within(2e-7));
        assertThat(setting.gradient(new Checkpointed(2), FIXED)).containsExactly(expected, within(2e-7));
        assertThat(setting.gradient(new Direct(), FIXED)).containsExactly(expected, within(2e-7));
    }

    /** The last three: two blocks with and without penalties, and the user's own field. */
    static Stream<Setting> varied() {
        return settings().skip(7);
    }

    @ParameterizedTest
    @MethodSource("varied")
    @DisplayName("T35 adjoints of the whole loss agree at a tight tolerance")
    void adjoints(Setting setting) {
        double[] exact = setting.gradient(new Checkpointed(), TIGHT);
        assertThat(setting.gradient(new Direct(), TIGHT)).containsExactly(exact, within(1e-11));
        assertThat(setting.gradient(new Backsolve(), TIGHT)).containsExactly(exact, within(1e-6));
        assertThat(setting.gradient(new Backsolve(), TIGHT.with(Stepping.PER_BATCH)))
                .containsExactly(exact, within(1e-6));
        assertThat(setting.gradient(new Checkpointed(), TIGHT.with(Stepping.PER_EXAMPLE)))
                .containsExactly(exact, within(1e-6));
    }

    static Stream<Arguments> steppings() {
        return Stream.of(Stepping.values()).flatMap(s -> Stream.of(new Checkpointed(), new Backsolve())
                .filter(a -> s != Stepping.PER_EXAMPLE || a instanceof Checkpointed)
                .map(a -> Arguments.of(s, a)));
    }

    @ParameterizedTest
    @MethodSource("steppings")
    @DisplayName("a failed solve adds nothing to the gradient, and says what to do")
    void failure(Stepping stepping, Adjoint adjoint) {
        // Of the number below the derivative overflows.
        Cnf cnf = Cnf.of(Program.trace(g -> {
            Expr z = g.example("z", 2);
            return g.param("w").negate().times(z).times(z.abs());
        }));
        FlatVector theta = FlatVector.of(1.5);
        FlatVector gradient = FlatVector.zeros(Precision.FLOAT64, theta.length());
        Block x = Flows.normal(ENGINE, 3, 2, 3);
        x.set(1, 0, 1e200);
        Sums tile = Flows.likelihood(
                        ENGINE,
                        cnf,
                        new Divergence.Exact(),
                        Penalties.NONE,
                        new Solved.How(TIGHT.with(stepping), adjoint))
                .differentiate(Flows.records(x, List.of()), theta, KEY, gradient);
        boolean apart = stepping == Stepping.PER_EXAMPLE;
        assertThat(tile.failed()).isEqualTo(apart ? 1 : 3);
        assertThat(tile.count()).isEqualTo(apart ? 2 : 0);
        assertThat(tile.sum()).isFinite();
        assertThat(tile.advice()).hasSize(1).first().asString().contains("not finite");
        double[] sum = gradient.doubles();
        assertThat(sum).doesNotContain(Double.NaN);
        if (!apart) {
            assertThat(sum).containsOnly(0);
        }
    }

    @Test
    @DisplayName("an example whose loss overflows is left out, and only that one where steps do not adapt")
    void lossOverflow() {
        Setting setting = new Setting(Flows.small(2), new Divergence.Exact(), RNODE);
        Block x = setting.x();
        x.set(2, 1, 1e200);
        FlatVector gradient =
                FlatVector.zeros(Precision.FLOAT64, setting.cnf().layout().size());
        Sums tile = differentiate(setting, x, gradient);
        assertThat(tile.failed()).isOne();
        assertThat(tile.count()).isEqualTo(EXAMPLES - 1);
        assertThat(tile.advice()).first().asString().startsWith("the loss of a record is not finite");
        FlatVector others = FlatVector.zeros(Precision.FLOAT64, gradient.length());
        differentiate(setting, without(2, x), others);
        assertThat(gradient.doubles()).containsExactly(others.doubles(), within(1e-12));
    }

    private static Sums differentiate(Setting setting, Block x, FlatVector gradient) {
        FlatVector theta = Flows.bent(setting.cnf(), Precision.FLOAT64);
        return Flows.likelihood(
                        ENGINE,
                        setting.cnf(),
                        setting.divergence(),
                        setting.penalties(),
                        new Solved.How(FIXED, new Checkpointed()))
                .differentiate(Flows.records(x, List.of()), theta, KEY, gradient);
    }

    private static Block without(int example, Block x) {
        Block others = ENGINE.allocate(x.kind(), x.shape(), x.examples() - 1);
        others.copyExamples(0, x, 0, example);
        others.copyExamples(example, x, example + 1, x.examples() - example - 1);
        return others;
    }

    @Test
    @DisplayName("a gradient that overflows although the loss is finite is not added")
    void gradientOverflow() {
        FlatVector gradient = FlatVector.of(1, 2, 3, 4.0);
        Block x = Ivp.block(new double[] {1e150, 1e150});
        FlatVector theta = FlatVector.of(1e-20, 0, 0, 1e-20);
        ChainObjective loss = Flows.likelihood(
                ENGINE,
                Flows.linear(1e20),
                new Divergence.Exact(),
                Penalties.NONE,
                new Solved.How(FIXED, new Checkpointed()));
        Sums tile = loss.differentiate(Flows.records(x, List.of()), theta, KEY, gradient);
        assertThat(tile.failed()).isOne();
        assertThat(tile.sum()).isZero();
        assertThat(tile.advice()).first().asString().startsWith("the gradient of a record");
        assertThat(gradient.doubles()).containsExactly(1, 2, 3, 4);
    }
}
