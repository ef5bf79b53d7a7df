package io.tacit.core.solve;

/** How a solve ended, with a sentence of advice where it failed. */
public sealed interface Outcome {

    /** What happened, why it is likely to have happened, and what to change; with the numbers. */
    String advice();

    default boolean succeeded() {
        return this instanceof Success;
    }

    /** The end of the span was reached and everything is finite. */
    record Success() implements Outcome {
        @Override
        public String advice() {
            return "the solve reached the end of its span";
        }
    }

    /**
     * The controller asked for a step that is too small.
     *
     * @param t where
     * @param step size asked for
     * @param smallest smallest size allowed
     * @param error scaled error of the last attempt; 1 would have been accepted
     */
    record StepUnderflow(double t, double step, double smallest, double error) implements Outcome {
        @Override
        public String advice() {
            return "step %.3g at t = %.6g is below the smallest step %.3g (scaled error %.3g, allowed 1); the field may have become very "
                            .formatted(step, t, smallest, error)
                    + "steep or stiff, as after steps of a learning rate that is too high, or minStep is too large: lower the learning "
                    + "rate, loosen rtol and atol, compute in float64 or lower minStep";
        }
    }

    /**
     * No step is good enough, and none can be: numbers are further apart than the tolerance.
     *
     * @param t where
     * @param tolerance asked for
     * @param spacing relative distance of neighbouring numbers
     */
    record TooFine(double t, Tolerance tolerance, double spacing) implements Outcome {
        @Override
        public String advice() {
            return "rtol %.3g and atol %.3g ask for less error at t = %.6g than numbers have that are %.3g apart (relative to their size): "
                            .formatted(tolerance.relative(), tolerance.absolute(), t, spacing)
                    + "raise rtol or atol above that, or compute in float64";
        }
    }

    /** The inner iteration of an implicit step did not converge at time {@code t}; {@code step} was the size tried, or asked for next. */
    record NotConverged(double t, double step) implements Outcome {
        @Override
        public String advice() {
            return "the inner iteration of an implicit step did not converge at t = %.6g with step %.3g; the step may be too long for its guess, or "
                            .formatted(t, step)
                    + "the Jacobian singular: take Pid, which tries smaller steps, or more FixedSteps; allow more iterations, or take Newton in "
                    + "place of Chord";
        }
    }

    /** The number of steps allowed was used up at time {@code t} of a span that ends at {@code end}. */
    record MaxSteps(int steps, double t, double end) implements Outcome {
        @Override
        public String advice() {
            return "%d steps ended at t = %.6g, short of %.6g; the field may be very fast or stiff, as after steps of a learning rate that is "
                            .formatted(steps, t, end)
                    + "too high, or its span very long: lower the learning rate, shorten t1, loosen rtol and atol or raise maxSteps";
        }
    }

    /** The state or the field stopped being finite near time {@code t}; {@code step} was the last size tried. */
    record NonFinite(double t, double step) implements Outcome {
        @Override
        public String advice() {
            return "state or field is not finite at t = %.6g (last step tried %.3g); the solution may blow up, as after steps of a learning rate "
                            .formatted(t, step)
                    + "that is too high, or the values of this record be too large: lower the learning rate, bound the field (activation "
                    + "tanh), shorten t1 or look at the record";
        }
    }
}
