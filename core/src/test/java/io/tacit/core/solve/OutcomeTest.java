package io.tacit.core.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Rk4;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Failures come back as outcomes with advice, never as exceptions; misuse comes as exceptions. */
class OutcomeTest {

    private static final Ivp STIFF =
            Ivp.of(Fields.field(1, (y, t) -> t.cos().minus(y).times(1e6)), 0, 10, new double[] {0});

    private static Outcome outcome(Ivp ivp, Controller controller, Stepping stepping) {
        return ivp.solve(Solver.of(new Dopri5(), controller).with(stepping))
                .report(0)
                .outcome();
    }

    @ParameterizedTest
    @EnumSource(Stepping.class)
    @DisplayName("T31 a stiff problem: step underflow with time, error and suggestion")
    void underflow(Stepping stepping) {
        Ivp far = STIFF.from(new double[] {1e12});
        Outcome tooTight = outcome(far, Pid.of(0, 1e-12).withMinStep(1e-12), stepping);
        assertThat(tooTight).isInstanceOf(Outcome.StepUnderflow.class);
        assertThat(tooTight.advice())
                .contains("t = ", "smallest step 1.00e-12", "scaled error", "stiff", "rtol and atol");
        assertThat(outcome(STIFF, Pid.of(1e-6, 1e-6).withMinStep(1e-5), stepping))
                .isInstanceOf(Outcome.StepUnderflow.class);
    }

    @ParameterizedTest
    @EnumSource(Stepping.class)
    @DisplayName("a stiff problem within maxSteps")
    void maxSteps(Stepping stepping) {
        Outcome outcome = outcome(STIFF, Pid.of(1e-6, 1e-6).withMaxSteps(500), stepping);
        assertThat(outcome).isInstanceOf(Outcome.MaxSteps.class);
        assertThat(outcome.advice()).contains("500 steps", "maxSteps", "rtol and atol");
    }

    @ParameterizedTest
    @EnumSource(Stepping.class)
    @DisplayName("a solution that blows up at t = 1")
    void blowUp(Stepping stepping) {
        Ivp ivp = Ivp.of(Fields.field(1, (y, t) -> y.square()), 0, 2, new double[] {1});
        assertThat(outcome(ivp, Pid.of(1e-6, 1e-6), stepping).succeeded()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Stepping.class)
    @DisplayName("NaN in the input ends at once, also where no error is estimated")
    void nonFinite(Stepping stepping) {
        Ivp ivp = Ivp.of(Fields.field(1, (y, t) -> y), 0, 1, new double[] {Double.NaN});
        assertThat(outcome(ivp, Pid.of(1e-6, 1e-6), stepping)).isInstanceOf(Outcome.NonFinite.class);
        assertThat(outcome(ivp, Pid.of(1e-6, 1e-6).withFirstStep(0.1), stepping))
                .isInstanceOf(Outcome.NonFinite.class);
        Solution fixed = ivp.solve(Solver.of(new Rk4(), new FixedSteps(3)).with(stepping));
        assertThat(fixed.report(0).outcome()).isInstanceOf(Outcome.NonFinite.class);
        assertThat(fixed.report(0).outcome().advice()).contains("not finite", "look at the record");
    }

    @ParameterizedTest
    @EnumSource(Stepping.class)
    @DisplayName("a tolerance below the precision, by which errors overflow, is told as that")
    void tooFine(Stepping stepping) {
        Ivp ivp = Ivp.of(Fields.field(1, (y, t) -> y), 0, 1, new double[] {1});
        Outcome outcome = outcome(ivp, Pid.of(1e-300, 1e-300), stepping);
        assertThat(outcome).isInstanceOf(Outcome.TooFine.class);
        assertThat(outcome.advice()).contains("2.22e-16", "rtol", "atol", "raise");
    }

    @Test
    void misuse() {
        assertThatThrownBy(() -> Solver.of(new Rk4(), Pid.of(1e-6, 1e-6))).hasMessageContaining("no error estimate");
        assertThatThrownBy(() -> STIFF.saving(3, 2).problem()).hasMessageContaining("without turning");
        assertThatThrownBy(() -> STIFF.over(Span.each(new double[] {0}, new double[] {1}))
                        .solve(Dopri5.solver(1e-3)))
                .hasMessageContaining("PER_EXAMPLE");
        assertThatThrownBy(() -> STIFF.from(new double[] {1, 2}).solve(Dopri5.solver(1e-3)))
                .hasMessageContaining("'z'")
                .hasMessageContaining("[1]")
                .hasMessageContaining("[2]");
    }
}
