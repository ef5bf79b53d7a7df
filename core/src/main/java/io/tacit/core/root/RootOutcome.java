package io.tacit.core.root;

import java.util.Locale;

/** How the search for one example's root ended, with a sentence of advice where it failed. */
public sealed interface RootOutcome {

    /** What happened, why it is likely to have happened, and what to change; with the numbers. */
    String advice();

    /** Whether there is a root and its derivative. */
    default boolean succeeded() {
        return this instanceof Found;
    }

    /**
     * A root.
     *
     * @param residual scaled as {@link Stop} defines it
     */
    record Found(int iterations, double residual) implements RootOutcome {
        @Override
        public String advice() {
            return format("the root was found in %d iterations, with residual %.3g", iterations, residual);
        }
    }

    /**
     * The iterations allowed were used up.
     *
     * @param tolerance largest residual of a root
     */
    record NotConverged(int iterations, double residual, double tolerance) implements RootOutcome {
        @Override
        public String advice() {
            return format(
                    "%d iterations ended with residual %.3g, above the tolerance %.3g; the guess may be far, the map of a fixed point no "
                            + "contraction, the interval of a bisection without change of sign, or the tolerance finer than the numbers are: take "
                            + "Newton or damping, a better guess, more iterations, a tolerance above 1e-6 in float32, or compute in float64",
                    iterations, residual, tolerance);
        }
    }

    /** The residual stopped being finite after so many iterations. */
    record NonFinite(int iterations) implements RootOutcome {
        @Override
        public String advice() {
            return format(
                    "the residual is not finite after %d iterations; steps may be too long, the Jacobian singular on the way, or values of this "
                            + "record not finite: take a better guess or damping, bound the residual, or look at the record",
                    iterations);
        }
    }

    /** There is a root, but the Jacobian there cannot be solved with, so that it has no derivative. */
    record Singular(int iterations, double residual) implements RootOutcome {
        @Override
        public String advice() {
            return format(
                    "the Jacobian at the root (%d iterations, residual %.3g) is singular or nearly so, and the root has no derivative; it may be a "
                            + "double one, or equations may depend on each other: its derivative is taken to be 0; add a small multiple of z to the "
                            + "residual, remove equations that follow from others, or take a closer tolerance of the linear solver",
                    iterations, residual);
        }
    }

    private static String format(String text, Object... numbers) {
        return String.format(Locale.ROOT, text, numbers);
    }
}
