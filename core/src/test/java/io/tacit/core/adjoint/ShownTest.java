package io.tacit.core.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.Ivp;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.SaveAt;
import io.tacit.core.solve.Solution;
import io.tacit.core.solve.Span;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.tensor.FlatVector;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the documentation of {@code core.solve} and {@code core.adjoint} shows. */
class ShownTest {

    @Test
    @DisplayName("spans, times and a jump of each example's own, and the gradient over them")
    void shown() {
        Engine engine = Ivp.ENGINE;
        Ode decay = Ode.of(
                Program.of(
                        g -> g.output("z", g.example("z", 2).times(g.param("a")).negate())),
                "z");
        Block z0 = engine.allocate(Kind.BATCHED, Shape.of(2), 3);
        z0.load(FlatVector.of(1, 2, 3, 4, 5, 6.0), 0);
        Problem problem = new Problem(
                        List.of(z0),
                        List.of(),
                        engine.vector(FlatVector.of(0.5)),
                        Span.each(new double[] {0, 0, 1}, new double[] {1, 2, 0}),
                        SaveAt.each(new double[][] {{0.3}, {0.5, 1.5}, {}}))
                .withJumps(0.7);
        Solution solution =
                Dopri5.solver(1e-6).with(Stepping.PER_EXAMPLE).on(engine, decay).solve(problem);
        assertThat(solution.saved().get(0).get(0).get(1, 0)).isCloseTo(3 * Math.exp(-0.25), within(1e-6));
        assertThat(solution.end().get(0).get(2, 1)).isCloseTo(6 * Math.exp(0.5), within(1e-5));
        Differentiable solved = new Checkpointed()
                .on(engine, decay, Dopri5.solver(1e-6).with(Stepping.PER_EXAMPLE))
                .solve(problem);
        Block ones = engine.allocate(Kind.BATCHED, Shape.of(2), 3);
        ones.fill(1);
        Block byTheta = engine.allocate(Kind.SHARED, problem.theta().shape(), 1);
        Gradients gradients = solved.pullback(Cotangents.ofEnd(List.of(ones)), byTheta);
        double expected = -3 * Math.exp(-0.5) - 2 * 7 * Math.exp(-1) + 11 * Math.exp(0.5);
        assertThat(byTheta.get(0, 0)).isCloseTo(expected, within(1e-4));
        assertThat(gradients.initial().get(0).get(0, 0)).isCloseTo(Math.exp(-0.5), within(1e-5));
    }
}
