package io.tacit.core.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.engine.Block;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.Fields;
import io.tacit.core.solve.Ivp;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.SaveAt;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Span;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.tensor.FlatVector;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Checkpoints, constants and failures of the discrete adjoint. */
class CheckpointedTest {

    @Test
    @DisplayName("T38 the same gradient for every number of checkpoints")
    void everyNumber() {
        Ivp ivp = Fields.spiral().saving(3, 11);
        Solver<Ode> solver = Dopri5.solver(1e-8);
        Gradcheck direct = Gradcheck.of(new Direct(), ivp, solver);
        assertThat(direct.solution().work().accepted()).isGreaterThan(50);
        for (int most : new int[] {1, 2, 3, 4, 8, 16, 32, 64, 1000}) {
            Gradcheck check = Gradcheck.of(new Checkpointed(most), ivp, solver);
            // Gradients are of size 10³: 1e-12 relative. A replay gives the same bits.
            assertThat(check.theta()).as("%d checkpoints", most).containsExactly(direct.theta(), within(1e-9));
            assertThat(check.initial()[0]).containsExactly(direct.initial()[0], within(1e-9));
        }
        assertThat(Gradcheck.of(new Checkpointed(16), ivp, solver).backward()).isLessThan(3 * direct.backward());
    }

    @Test
    @DisplayName("T38 the carries stored never exceed what is configured, replays included")
    void bounded() {
        Ivp ivp = Fields.spiral();
        Solver<Ode> solver = Dopri5.solver(1e-8);
        for (int most : new int[] {1, 2, 5, 13}) {
            StepAdjoint steps = new StepAdjoint(Ivp.ENGINE, solver.scheme(ivp.ode()), Wrt.of(ivp.ode()));
            DiscreteSolver discrete = new DiscreteSolver(solver.on(Ivp.ENGINE, ivp.ode()), steps, most);
            Block gradient = Ivp.ENGINE.allocate(Kind.SHARED, Shape.of(4), 1);
            discrete.solve(ivp.problem()).pullback(Cotangents.ofEnd(List.of(Ivp.block(new double[] {1, 1}))), gradient);
            // All that was ever taken lies in the pool: checkpoints, one under way, one for replays, cotangents.
            int carries = discrete.pool().free().get(1).size();
            assertThat(carries).isLessThanOrEqualTo(most + 4);
        }
    }

    @Test
    @DisplayName("the schedule reaches what the theory says: s stores, r repetitions, (s + r)! / (s! r!) steps")
    void schedule() {
        assertThat(Treeverse.reach(3, 2)).isEqualTo(10);
        assertThat(Treeverse.right(10, 2)).isEqualTo(6);
        assertThat(Treeverse.right(100, 99)).as("enough for all").isEqualTo(99);
        assertThat(Treeverse.right(100, 0)).as("none left").isEqualTo(1);
    }

    /** dz/dt = c z with a constant c for each example. */
    private static Ode scaled() {
        return Ode.of(
                Program.of(g -> {
                    Expr z = g.example("z", 1);
                    g.output("z", g.example("c", 1).times(z));
                    g.param("unused");
                }),
                "z");
    }

    @Test
    @DisplayName("cotangents of constants: z = z0 exp(c), dz/dc = z")
    void constants() {
        for (Adjoint adjoint : new Adjoint[] {new Checkpointed(2), new Backsolve()}) {
            double[][] c = {{0.5}, {-1}, {2}, {0}, {1}, {-0.3}};
            double[][] ones = {{1}, {1}, {1}, {1}, {1}, {1}};
            Problem problem = new Problem(
                    List.of(Ivp.block(ones)),
                    List.of(Ivp.block(c)),
                    Ivp.ENGINE.vector(FlatVector.of(0.0)),
                    Span.of(0, 1),
                    SaveAt.end());
            Differentiable d =
                    adjoint.on(Ivp.ENGINE, scaled(), Dopri5.solver(1e-9), "c").solve(problem);
            Gradients g = d.pullback(
                    Cotangents.ofEnd(List.of(Ivp.block(ones))), Ivp.ENGINE.allocate(Kind.SHARED, Shape.of(1), 1));
            for (int b = 0; b < c.length; b++) {
                assertThat(g.constants().get(0).get(b, 0)).isCloseTo(Math.exp(c[b][0]), within(1e-7));
                assertThat(g.initial().get(0).get(b, 0)).isCloseTo(Math.exp(c[b][0]), within(1e-7));
            }
        }
    }

    @Test
    @DisplayName("K5 a poisoned record adds nothing to the gradient of the others")
    void poisoned() {
        Solver<Ode> solver = Dopri5.solver(1e-8).with(Stepping.PER_EXAMPLE);
        Ivp clean = Fields.lotkaVolterra().over(0, 2).from(new double[] {1, 2}, new double[] {2, 1});
        Ivp poisoned = clean.from(new double[] {1, 2}, new double[] {Double.NaN, 1}, new double[] {2, 1});
        Gradcheck expected = Gradcheck.of(new Checkpointed(), clean, solver);
        Gradcheck got = Gradcheck.of(new Checkpointed(), poisoned, solver);
        assertThat(got.solution().report(1).outcome().succeeded()).isFalse();
        assertThat(got.theta()).containsExactly(expected.theta(), within(1e-12));
        assertThat(got.initial()[1]).containsExactly(0, 0);
        assertThat(got.initial()[2]).isEqualTo(expected.initial()[1]);
    }

    @Test
    @DisplayName("a second pullback and a wrong name are refused")
    void misuse() {
        Ivp ivp = Fields.spiral().over(0, 1);
        Differentiable d = new Checkpointed()
                .on(Ivp.ENGINE, ivp.ode(), Dopri5.solver(1e-3))
                .solve(ivp.problem());
        Cotangents cotangents = Cotangents.ofEnd(List.of(Ivp.block(new double[] {1, 1})));
        Block gradient = Ivp.ENGINE.allocate(Kind.SHARED, Shape.of(4), 1);
        d.pullback(cotangents, gradient);
        assertThatThrownBy(() -> d.pullback(cotangents, gradient)).hasMessageContaining("solve again");
        assertThatThrownBy(() -> new Checkpointed().on(Ivp.ENGINE, ivp.ode(), Dopri5.solver(1e-3), "x"))
                .hasMessageContaining("'x'");
    }
}
