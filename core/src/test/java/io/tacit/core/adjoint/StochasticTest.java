package io.tacit.core.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.engine.Block;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.Components;
import io.tacit.core.solve.Drive;
import io.tacit.core.solve.Equation;
import io.tacit.core.solve.FixedSteps;
import io.tacit.core.solve.Ivp;
import io.tacit.core.solve.Method;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.SaveAt;
import io.tacit.core.solve.Solution;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Span;
import io.tacit.core.solve.StepGraph;
import io.tacit.core.solve.Stepping;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A stochastic equation with its method, both written here: they need no change to the loop or the adjoints. */
class StochasticTest {

    private static final int STEPS = 16;

    /** dz = drift(z) dt + diffusion(z) dW, one Wiener process a place. */
    private record Sde(Program drift, Program diffusion) implements Equation {

        @Override
        public List<Program.Input> stateInputs() {
            return List.of(drift.input("z"));
        }

        @Override
        public List<Program.Input> constants() {
            return List.of();
        }

        @Override
        public List<Program.Input> noises() {
            return List.of(new Program.Input("dW", drift.input("z").shape(), Role.EXAMPLE));
        }

        @Override
        public ParamLayout layout() {
            return drift.layout();
        }
    }

    /** G. Maruyama, Continuous Markov processes and stochastic equations (1955). */
    private record EulerMaruyama() implements Method<Sde> {

        @Override
        public double order() {
            return 0.5;
        }

        @Override
        public boolean estimatesError() {
            return false;
        }

        @Override
        public List<Program.Input> memory(Sde sde, Role clock) {
            return List.of();
        }

        @Override
        public void start(Sde sde, StepGraph g) {}

        @Override
        public void step(Sde sde, StepGraph g) {
            Components z = g.state();
            Components drift = new Components(g.evaluate(sde.drift(), List.of("z"), z.byName()));
            Components diffusion = new Components(g.evaluate(sde.diffusion(), List.of("z"), z.byName()));
            g.end(z.plus(drift.times(g.dt()))
                    .plus(diffusion.with(new Components(Map.of("z", g.noise("dW"))), (b, dw) -> b.times(dw))));
        }
    }

    /** Increments by record and number of the step. */
    private static final Drive DRIVE = (asked, into) -> {
        for (int lane = 0; lane < asked.records().length; lane++) {
            for (int i = 0; i < into.get(0).shape().size(); i++) {
                into.get(0).set(lane, i, increment(asked.records()[lane], asked.t(lane), asked.dt(lane), i));
            }
        }
    };

    private static double increment(long record, double t, double dt, int place) {
        long step = Math.round(t * STEPS);
        return Math.sqrt(Math.abs(dt))
                * RandomKey.of(77).with(record).with(step).gaussian(place);
    }

    /** Geometric Brownian motion, dz = μ z dt + σ z dW with θ = (μ, σ). */
    private static final Sde GBM = new Sde(
            Program.of(g -> {
                g.output("z", g.param("mu").times(g.example("z", 2)));
                g.param("sigma");
            }),
            Program.of(g -> g.output("z", g.param("sigma").times(g.example("z", 2)))));

    private static Problem problem(double[] theta, double[][] initial, long... records) {
        return new Problem(
                        List.of(Ivp.block(initial)),
                        List.of(),
                        Ivp.ENGINE.vector(FlatVector.of(theta)),
                        Span.of(0, 1),
                        SaveAt.times(0.5))
                .withNoise(DRIVE, records);
    }

    private static final double[] THETA = {0.3, 0.8};
    private static final double[][] INITIAL = {{1, 2}, {0.5, 1}, {3, 1}, {1, 1}, {2, 2}};
    private static final long[] RECORDS = {10, 11, 12, 13, 14};

    private static Solver<Sde> solver(Stepping stepping) {
        return Solver.of(new EulerMaruyama(), new FixedSteps(STEPS)).with(stepping);
    }

    @ParameterizedTest
    @EnumSource(Stepping.class)
    @DisplayName("the path is that of the plain recursion, and belongs to its record, whatever travels beside it")
    void path(Stepping stepping) {
        Solution solution = solver(stepping).on(Ivp.ENGINE, GBM).solve(problem(THETA, INITIAL, RECORDS));
        for (int b = 0; b < INITIAL.length; b++) {
            double[] z = INITIAL[b].clone();
            for (int step = 0; step < STEPS; step++) {
                for (int i = 0; i < 2; i++) {
                    double dw = increment(RECORDS[b], step / (double) STEPS, 1.0 / STEPS, i);
                    z[i] += THETA[0] * z[i] / STEPS + THETA[1] * z[i] * dw;
                }
            }
            assertThat(Ivp.row(solution.end().get(0), b)).containsExactly(z, within(1e-13));
            Solution alone =
                    solver(stepping).on(Ivp.ENGINE, GBM).solve(problem(THETA, new double[][] {INITIAL[b]}, RECORDS[b]));
            assertThat(Ivp.row(solution.end().get(0), b))
                    .isEqualTo(Ivp.row(alone.end().get(0), 0));
        }
    }

    static Stream<Arguments> ways() {
        return Stream.of(new Checkpointed(2), new Direct())
                .flatMap(a -> Arrays.stream(Stepping.values()).map(s -> Arguments.of(a, s)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("the pathwise gradient is that of the steps, replays on the same path")
    void gradient(Adjoint adjoint, Stepping stepping) {
        Differentiable d = adjoint.on(Ivp.ENGINE, GBM, solver(stepping)).solve(problem(THETA, INITIAL, RECORDS));
        Block theta = Ivp.ENGINE.allocate(Kind.SHARED, Shape.of(2), 1);
        Block ones = Ivp.ENGINE.allocate(Kind.BATCHED, Shape.of(2), INITIAL.length);
        ones.fill(1);
        d.pullback(new Cotangents(List.of(ones), List.of(List.of(ones))), theta);
        for (int i = 0; i < 2; i++) {
            double[] up = THETA.clone();
            double[] down = THETA.clone();
            up[i] += 1e-6;
            down[i] -= 1e-6;
            double difference = (loss(up, stepping) - loss(down, stepping)) / 2e-6;
            assertThat(theta.get(0, i)).isCloseTo(difference, within(1e-6));
        }
    }

    private static double loss(double[] theta, Stepping stepping) {
        Solution solution = solver(stepping).on(Ivp.ENGINE, GBM).solve(problem(theta, INITIAL, RECORDS));
        double sum = 0;
        for (int b = 0; b < INITIAL.length; b++) {
            sum += Arrays.stream(Ivp.row(solution.end().get(0), b)).sum();
            sum += Arrays.stream(Ivp.row(solution.saved().get(0).get(0), b)).sum();
        }
        return sum;
    }

    @Test
    @DisplayName("noise that nothing drives, and records that are missing, are refused")
    void refused() {
        Problem plain = new Problem(
                List.of(Ivp.block(INITIAL)),
                List.of(),
                Ivp.ENGINE.vector(FlatVector.of(THETA)),
                Span.of(0, 1),
                SaveAt.end());
        assertThatThrownBy(() -> solver(Stepping.PER_TILE).on(Ivp.ENGINE, GBM).solve(plain))
                .hasMessageContaining("dW")
                .hasMessageContaining("withNoise");
        assertThatThrownBy(() -> plain.withNoise(DRIVE, 1, 2)).hasMessageContaining("each of 5 examples, got 2");
    }
}
