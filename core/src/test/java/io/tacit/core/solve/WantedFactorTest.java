package io.tacit.core.solve;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Ode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A method that says itself how its steps are to grow, as those of variable order do. */
class WantedFactorTest {

    private record Growing(double factor) implements Method<Ode> {

        @Override
        public double order() {
            return 5;
        }

        @Override
        public boolean estimatesError() {
            return true;
        }

        @Override
        public List<Program.Input> memory(Ode ode, Role clock) {
            return new Dopri5().memory(ode, clock);
        }

        @Override
        public void start(Ode ode, StepGraph g) {
            new Dopri5().start(ode, g);
        }

        @Override
        public void step(Ode ode, StepGraph g) {
            new Dopri5().step(ode, g);
            g.factor(g.graph().constant(factor));
        }
    }

    @ParameterizedTest
    @EnumSource(Stepping.class)
    @DisplayName("sizes go by the factor that the method wants, within the controller's bounds")
    void growth(Stepping stepping) {
        Ivp ivp = Ivp.of(Fields.field(1, (y, t) -> y.times(1e-9)), 0, 15, new double[] {1}, new double[] {2});
        Pid pid = Pid.of(1e-2, 1e-2).withFirstStep(1);
        // 1 + 2 + 4 + 8 = 15, and 1 + 1 + … where the factor is 1.
        assertThat(steps(ivp, 2, pid, stepping)).isEqualTo(4);
        assertThat(steps(ivp, 1, pid, stepping)).isEqualTo(15);
        Ivp longer = ivp.over(0, 1 + 10 + 100);
        assertThat(steps(longer, 1e9, Pid.of(1e3, 1e9).withFirstStep(1), stepping))
                .as("bounded by 10")
                .isEqualTo(3);
    }

    private static long steps(Ivp ivp, double factor, Pid pid, Stepping stepping) {
        Work work = ivp.solve(Solver.of(new Growing(factor), pid).with(stepping))
                .report(0)
                .work();
        assertThat(work.rejected()).isZero();
        return work.accepted();
    }
}
