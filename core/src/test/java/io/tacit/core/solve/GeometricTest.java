package io.tacit.core.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Executable;
import io.tacit.core.program.Program;
import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Leapfrog;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.solve.ode.PartitionedOde;
import io.tacit.core.solve.ode.ReversibleHeun;
import io.tacit.core.tensor.FlatVector;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Methods that keep something exactly: an invariant, or the way back. */
class GeometricTest {

    private static Solution leapfrog(PartitionedOde ode, Problem problem, int steps, Stepping stepping) {
        return Solver.of(new Leapfrog(), new FixedSteps(steps))
                .with(stepping)
                .on(Ivp.ENGINE, ode)
                .solve(problem);
    }

    @ParameterizedTest
    @EnumSource(Stepping.class)
    @DisplayName("T21 leapfrog on q'' = -q keeps p² + (1 - h²/4) q² for ever")
    void invariant(Stepping stepping) {
        int steps = 100_000;
        double h = 0.1;
        Solution end = leapfrog(Pendulum.linear(), Pendulum.problem(1, 0, 1, 0, steps * h), steps, stepping);
        double q = end.end().get(0).get(0, 0);
        double p = end.end().get(1).get(0, 0);
        assertThat(p * p + (1 - h * h / 4) * q * q).isCloseTo(0.9975, within(1e-11));
        assertThat(end.work()).isEqualTo(new Work(steps + 1, steps, 0));
    }

    @Test
    @DisplayName("leapfrog's error falls with order 2, and it goes back the way it came")
    void order() {
        Problem problem = Pendulum.problem(1.2, 0.3, 1.5, 0, 3);
        double exact = Dopri5.solver(1e-12)
                .on(Ivp.ENGINE, Pendulum.driven().whole())
                .solve(problem)
                .end()
                .get(0)
                .get(0, 0);
        double[] errors = new double[2];
        Arrays.setAll(
                errors,
                i -> Math.abs(leapfrog(Pendulum.driven(), problem, 200 << i, Stepping.PER_BATCH)
                                .end()
                                .get(0)
                                .get(0, 0)
                        - exact));
        assertThat(Math.log(errors[0] / errors[1]) / Math.log(2)).isCloseTo(2, within(0.05));
        List<Block> end =
                leapfrog(Pendulum.driven(), problem, 50, Stepping.PER_BATCH).end();
        Problem back = Pendulum.problem(end.get(0).get(0, 0), end.get(1).get(0, 0), 1.5, 3, 0);
        assertThat(leapfrog(Pendulum.driven(), back, 50, Stepping.PER_BATCH)
                        .end()
                        .get(0)
                        .get(0, 0))
                .isCloseTo(1.2, within(1e-12));
    }

    @Test
    @DisplayName("a half that moves by itself, and tolerances, are refused")
    void refused() {
        Program damped = Program.of(g -> {
            g.output("q", g.example("p", 1));
            g.output("p", g.example("q", 1).plus(g.example("p", 1)).negate());
        });
        assertThatThrownBy(() -> PartitionedOde.of(damped, List.of("q"), List.of("p")))
                .hasMessageContaining("depend on 'p'");
        assertThatThrownBy(() -> PartitionedOde.of(damped, List.of("q", "p"), List.of()))
                .hasMessageContaining("not all");
        assertThatThrownBy(() -> Solver.of(new Leapfrog(), Pid.of(1e-3, 1e-3)))
                .hasMessageContaining("no error estimate");
    }

    @Test
    @DisplayName("T40 reversible Heun: 20 steps of 0.1 forwards, then backwards, recover state and memory")
    void reversible() {
        int n = 4;
        Ode ode = Ode.of(
                Program.of(g -> g.output(
                        "z",
                        g.param("w", n, n)
                                .matmul(g.example("z", n))
                                .plus(g.shared("t"))
                                .tanh())),
                "z");
        Scheme scheme = Solver.of(new ReversibleHeun(), new FixedSteps(1)).scheme(ode);
        Executable step = Ivp.ENGINE.compile(scheme.accepted().step().program());
        Executable start =
                Ivp.ENGINE.compile(scheme.accepted().start().orElseThrow().program());
        RandomKey key = RandomKey.of(40);
        double[][] rows = new double[32][n];
        for (int b = 0; b < rows.length; b++) {
            int example = b;
            Arrays.setAll(rows[b], i -> key.with(example).gaussian(i));
        }
        double[] w = new double[n * n];
        Arrays.setAll(w, i -> key.with(99).gaussian(i));
        Context context = new Context(List.of(), Ivp.ENGINE.vector(FlatVector.of(w)));
        Stepper stepper = new Stepper(Ivp.ENGINE, scheme);
        Carry carry = stepper.carry(rows.length);
        carry.states().get(0).copyFrom(Ivp.block(rows));
        TimeStep timeStep = stepper.timeStep(rows.length);
        start.run(Stepper.startArguments(context, carry, timeStep), context.theta(), carry.memory(), context.theta());
        Carry before = stepper.carry(rows.length);
        before.copyFrom(carry);
        for (int i = 0; i < 40; i++) {
            boolean forwards = i < 20;
            timeStep.t().fill(0.1 * (forwards ? i : 40 - i));
            timeStep.dt().fill(forwards ? 0.1 : -0.1);
            Carry next = stepper.carry(rows.length);
            step.run(Stepper.arguments(context, carry, timeStep), context.theta(), next.passed(), context.theta());
            carry = next;
        }
        for (int part = 0; part < before.passed().size(); part++) {
            for (int b = 0; b < rows.length; b++) {
                assertThat(Ivp.row(carry.passed().get(part), b))
                        .containsExactly(Ivp.row(before.passed().get(part), b), within(1e-6));
            }
        }
    }
}
