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
            return "step %.3g at t = %.6g is below the smallest step %.3g (scaled error %.3g, allowed 1); the field may be stiff or have a "
                            .formatted(step, t, smallest, error)
                    + "singularity there, or the tolerances are finer than the precision: try an implicit method, looser tolerances, "
                    + "float64 or a smaller minStep";
        }
    }

    /** The number of steps allowed was used up at time {@code t} of a span that ends at {@code end}. */
    record MaxSteps(int steps, double t, double end) implements Outcome {
        @Override
        public String advice() {
            return "%d steps ended at t = %.6g, short of %.6g; the field may be stiff or very fast: raise maxSteps, loosen the tolerances or "
                            .formatted(steps, t, end)
                    + "try an implicit method";
        }
    }

    /** The state or the field stopped being finite near time {@code t}; {@code step} was the last size tried. */
    record NonFinite(double t, double step) implements Outcome {
        @Override
        public String advice() {
            return "state or field is not finite at t = %.6g (last step tried %.3g); the input may hold NaN or infinity, or the solution blows up: "
                            .formatted(t, step)
                    + "look at this record, bound the field (tanh, softplus) or shorten the span";
        }
    }
}
