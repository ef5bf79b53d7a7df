package io.tacit.core.solve;

import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalDouble;

/** How far does the next step go, and is the last one accepted? Its memory is passed in and out. Sizes are positive in either direction of time. */
public interface Controller extends Serializable {

    /** Against what errors are measured; empty where every step is accepted, so that no error is computed. */
    Optional<Tolerance> tolerance();

    /** Size of the first step over a span of this length; empty for an automatic one. */
    OptionalDouble firstStep(double span);

    /** Decides about a step that was tried. */
    Decision decide(Attempt attempt, Memory memory);

    /** Sizes below it end the solve with {@link Outcome.StepUnderflow}. */
    double minStep();

    /** Steps, rejected ones too, after which the solve ends with {@link Outcome.MaxSteps}. */
    int maxSteps();

    /**
     * A step that was tried.
     *
     * @param size of the step
     * @param error scaled error: 1 is just good enough; 0 where there is no tolerance
     * @param order of the method
     * @param factor by which the method wants the size to change, where it decides that itself
     */
    record Attempt(double size, double error, double order, OptionalDouble factor) {}

    /** Scaled errors of the last two accepted steps. */
    record Memory(double last, double beforeLast) {
        public static final Memory NONE = new Memory(1, 1);
    }

    /** Whether the step is accepted, and the size of the next one. */
    record Decision(boolean accepted, double size, Memory memory) {}
}
