package io.tacit.core.solve.ode;

import io.tacit.core.program.Program;
import java.util.List;

/**
 * The Programs that a solve runs. Steps may leave residuals of their own in the carry where they begin, for whoever listens.
 *
 * @param start gives the first derivative, and the size of the first step as {@code dt} where that is automatic
 * @param step takes a step
 * @param lastStep takes the last one of a solve without tolerance
 * @param residuals what a carry holds beyond state and derivative
 */
public record Steps(Program start, Step step, Step lastStep, List<Program.Input> residuals) {

    /**
     * A step.
     *
     * @param program its results are those of {@link StepPrograms}, then residuals
     * @param residuals which they are, as places in {@link Steps#residuals}
     */
    public record Step(Program program, List<Integer> residuals) {
        public Step {
            residuals = List.copyOf(residuals);
        }
    }

    public Steps {
        residuals = List.copyOf(residuals);
    }
}
