package io.tacit.core.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.engine.Block;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.FixedSteps;
import io.tacit.core.solve.Ivp;
import io.tacit.core.solve.Pendulum;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.Leapfrog;
import io.tacit.core.solve.ode.PartitionedOde;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The derivative of a partitioned equation: L = 2 q(T) + p(T) of a driven pendulum. */
class LeapfrogGradientTest {

    private static final Solver<PartitionedOde> SOLVER = Solver.of(new Leapfrog(), new FixedSteps(30));

    /** ∂L/∂(q, p, w, from, to). */
    private static double[] gradient(Adjoint adjoint, Stepping stepping, double[] at) {
        Problem problem = Pendulum.problem(at[0], at[1], at[2], at[3], at[4]);
        Differentiable d = adjoint.on(Ivp.ENGINE, Pendulum.driven(), SOLVER.with(stepping), "t")
                .solve(problem);
        Block w = Ivp.ENGINE.allocate(Kind.SHARED, Shape.of(1), 1);
        Gradients g =
                d.pullback(Cotangents.ofEnd(List.of(Ivp.block(new double[] {2}), Ivp.block(new double[] {1}))), w);
        return new double[] {
            g.initial().get(0).get(0, 0),
            g.initial().get(1).get(0, 0),
            w.get(0, 0),
            g.times().from()[0],
            g.times().to()[0]
        };
    }

    private static double loss(double[] at) {
        List<Block> end = SOLVER.on(Ivp.ENGINE, Pendulum.driven())
                .solve(Pendulum.problem(at[0], at[1], at[2], at[3], at[4]))
                .end();
        return 2 * end.get(0).get(0, 0) + end.get(1).get(0, 0);
    }

    private static double difference(double[] at, int i) {
        double h = 1e-5;
        double[] up = at.clone();
        double[] down = at.clone();
        up[i] += h;
        down[i] -= h;
        return (loss(up) - loss(down)) / (2 * h);
    }

    static Stream<Arguments> ways() {
        return Stream.of(new Checkpointed(3), new Direct())
                .flatMap(a -> Arrays.stream(Stepping.values()).map(s -> Arguments.of(a, s)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("by the state, the parameter and the times it is the derivative of the steps")
    void differences(Adjoint adjoint, Stepping stepping) {
        double[] at = {0.7, -0.2, 1.3, 0.2, 2.1};
        double[] gradient = gradient(adjoint, stepping, at);
        for (int i = 0; i < 3; i++) {
            assertThat(gradient[i]).as("place %d", i).isCloseTo(difference(at, i), within(1e-8));
        }
        // Differences move all steps with the span, the derivative only the last one: equal to the error of the method.
        assertThat(gradient[4]).isCloseTo(difference(at, 4), within(2e-2));
        assertThat(gradient[3]).isCloseTo(difference(at, 3), within(2e-2));
    }

    @Test
    @DisplayName("Backsolve says that it needs an Ode")
    void backsolve() {
        assertThatThrownBy(() -> new Backsolve().on(Ivp.ENGINE, Pendulum.driven(), SOLVER))
                .hasMessageContaining("PartitionedOde: use Checkpointed");
    }
}
