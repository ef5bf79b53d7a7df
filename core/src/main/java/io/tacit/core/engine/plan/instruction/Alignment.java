package io.tacit.core.engine.plan.instruction;

/**
 * Distance between the starts of SHARED values in their array, in numbers: each may be read and written up to the next multiple of {@code step}
 * by whole vectors.
 */
public record Alignment(int step) {

    public Alignment {
        if (step < 1) {
            throw new IllegalArgumentException("alignment: expected a step of 1 or more numbers, got " + step);
        }
    }

    /** The next multiple of the step. */
    public int rounded(int size) {
        return (size + step - 1) / step * step;
    }
}
