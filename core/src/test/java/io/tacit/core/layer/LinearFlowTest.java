package io.tacit.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.adjoint.Adjoint;
import io.tacit.core.adjoint.Backsolve;
import io.tacit.core.adjoint.Checkpointed;
import io.tacit.core.adjoint.Cotangents;
import io.tacit.core.adjoint.Differentiable;
import io.tacit.core.adjoint.Direct;
import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.program.Program;
import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.FixedSteps;
import io.tacit.core.solve.Ivp;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.SaveAt;
import io.tacit.core.solve.Solution;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Span;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Euler;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.solve.ode.Rk4;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.train.ChainObjective;
import io.tacit.core.train.Sums;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The flow with everything in closed form. The published numbers carry the base at t = 0 to the data at t = 1 by dz/dt = A z; a {@link Cnf} carries
 * data to the base, so its field here is −A z.
 */
class LinearFlowTest {

    private static final Engine ENGINE = Ivp.ENGINE;
    private static final double[] A = {.3, -1.2, .7, -.5};
    private static final Solver<Ode> SOLVER = Dopri5.solver(1e-11);

    private final Block x = Ivp.block(new double[] {.4, -1.1});
    private final Block theta = ENGINE.vector(FlatVector.of(A));

    @Test
    @DisplayName("T74 z and log p of a linear flow")
    void density() {
        CnfDensity density =
                new CnfDensity(ENGINE, Flows.linear(-1), new Divergence.Exact(), SOLVER.with(Stepping.PER_EXAMPLE));
        CnfDensity.Densities d = density.of(x, List.of(), theta);
        assertThat(Ivp.row(d.latent(), 0)).containsExactly(new double[] {-1.15638900996, -1.5338099592}, within(1e-9));
        assertThat(d.logDensity().get(0, 0)).isCloseTo(-3.4827813330594, within(1e-9));
    }

    static Stream<Adjoint> adjoints() {
        return Stream.of(new Checkpointed(), new Checkpointed(3), new Direct(), new Backsolve());
    }

    @ParameterizedTest
    @MethodSource("adjoints")
    @DisplayName("T74 d log p / dA of a linear flow")
    void parameterGradient(Adjoint adjoint) {
        ChainObjective loss = Flows.likelihood(
                ENGINE, Flows.linear(-1), new Divergence.Exact(), Penalties.NONE, new Solved.How(SOLVER, adjoint));
        FlatVector gradient = FlatVector.of(new double[4]);
        Sums tile = loss.differentiate(Flows.records(x, List.of()), FlatVector.of(A), RandomKey.of(0), gradient);
        assertThat(tile.sum()).isCloseTo(3.4827813330594, within(1e-9));
        assertThat(tile.count()).isOne();
        assertThat(gradient.doubles())
                .containsExactly(
                        new double[] {.64761595725, -.491038980629, -.700410694758, -2.33742449063}, within(1e-8));
    }

    @Test
    @DisplayName("T74 the score: d log p / dx of a linear flow")
    void score() {
        Program dynamics = Dynamics.augmented(Flows.linear(-1).fields().get(0), new Divergence.Exact(), Dynamics.PLAIN);
        Differentiable solved = new Checkpointed()
                .on(ENGINE, new Ode(dynamics, Dynamics.PLAIN), SOLVER)
                .solve(problem(x, 2));
        // log p = −½|z|² + logdet + constant
        Block cotangent = ENGINE.allocate(x.kind(), x.shape(), 1);
        cotangent.set(0, 0, -solved.solution().end().get(0).get(0, 0));
        cotangent.set(0, 1, -solved.solution().end().get(0).get(0, 1));
        Block one = ENGINE.allocate(x.kind(), solved.solution().end().get(1).shape(), 1);
        one.fill(1);
        Block gradient = ENGINE.vector(FlatVector.of(new double[4]));
        Block score = solved.pullback(Cotangents.ofEnd(List.of(cotangent, one)), gradient)
                .initial()
                .get(0);
        assertThat(Ivp.row(score, 0)).containsExactly(new double[] {-.644253198065, 3.1200975037}, within(1e-8));
    }

    @Test
    @DisplayName("T74 kinetic energy and Frobenius norm along a linear flow")
    void penalties() {
        Solution solution = solve(new Divergence.Exact(), Ivp.block(new double[] {1, 0}), List.of(), SOLVER);
        assertThat(solution.end().get(2).get(0, 0)).as("kinetic energy").isCloseTo(.3727058402488, within(1e-9));
        assertThat(solution.end().get(3).get(0, 0)).as("Frobenius").isCloseTo(2.27, within(1e-12));
    }

    /** J = A all along, so whatever the steps εᵀ J ε and |J ε|² integrate to themselves, if ε is one and the same at every evaluation. */
    @Test
    @DisplayName("T77 the noise is the same at every evaluation of a solve")
    void noiseIsFixed() {
        double[][] eps = {{1, -1}, {0.3, 2.1}, {-1.7, 0.2}};
        Block start = Ivp.block(new double[] {1, 0}, new double[] {3, -2}, new double[] {0.1, 0.1});
        for (Solver<Ode> solver : List.of(
                Solver.of(new Euler(), new FixedSteps(3)),
                Solver.of(new Rk4(), new FixedSteps(5)),
                Solver.of(new Dopri5(), new FixedSteps(1)),
                Dopri5.solver(1e-9),
                Dopri5.solver(1e-9).with(Stepping.PER_EXAMPLE))) {
            Solution solution =
                    solve(new Divergence.Hutchinson(Noise.GAUSSIAN), start, List.of(Ivp.block(eps)), solver);
            for (int b = 0; b < eps.length; b++) {
                double first = A[0] * eps[b][0] + A[1] * eps[b][1];
                double second = A[2] * eps[b][0] + A[3] * eps[b][1];
                assertThat(solution.end().get(1).get(b, 0))
                        .as("%s, example %d", solver, b)
                        .isCloseTo(eps[b][0] * first + eps[b][1] * second, within(1e-12));
                assertThat(solution.end().get(3).get(b, 0)).isCloseTo(first * first + second * second, within(1e-12));
            }
        }
    }

    private Solution solve(Divergence divergence, Block start, List<Block> probe, Solver<Ode> solver) {
        Program dynamics = Dynamics.augmented(Flows.linear(1).fields().get(0), divergence, Dynamics.REGULARISED);
        Problem problem = problem(start, 4);
        return solver.on(ENGINE, new Ode(dynamics, Dynamics.REGULARISED))
                .solve(new Problem(problem.initial(), probe, theta, problem.span(), problem.saveAt()));
    }

    private Problem problem(Block start, int states) {
        List<Block> initial = Stream.concat(
                        Stream.of(start),
                        Stream.generate(() -> ENGINE.allocate(
                                        start.kind(), io.tacit.core.program.Shape.SCALAR, start.examples()))
                                .limit(states - 1L))
                .toList();
        return new Problem(initial, List.of(), theta, Span.of(0, 1), SaveAt.end());
    }
}
