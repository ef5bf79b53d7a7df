package io.tacit.core.solve;

import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Programs that a {@link Method} writes for an {@link Equation}: all that the loop and the adjoints know of either. Inputs of a step in order:
 * states, memory, {@code t}, {@code dt}, noises, constants; its results: states, memory, then {@link #ERROR}, {@link #FACTOR}, {@link #WORK}
 * and {@link #CONVERGED} where there are any. Being Programs, steps have exact derivatives: the discrete adjoint is the vjp of {@link Transitions#step}.
 *
 * @param order power of the step's size with which the error estimate falls
 * @param solving what a solve runs
 * @param accepted the same for steps that are known to be accepted, without error, selection and first size: what is differentiated
 * @param interpolant {@code (states, memory, both at the end, dt, fraction) → states}, the fraction one for each example; what belongs to the end
 *     has names of its own
 * @param residuals what {@link #solving} leaves in a carry beyond states and memory
 */
public record Scheme(
        double order,
        Parts parts,
        Transitions solving,
        Transitions accepted,
        Optional<Program> interpolant,
        List<Program.Input> residuals) {

    /** The scaled error of a step: 1 is just good enough. */
    public static final String ERROR = "error";

    /** The factor by which a method wants to change the size of its steps; the controller only bounds it. */
    public static final String FACTOR = "factor";

    /** Evaluations of the field within inner iterations, beside {@link Transition#evaluations}. */
    public static final String WORK = "work";

    /** 1 where the inner iteration of a step converged, on every example of the clock. */
    public static final String CONVERGED = "converged";

    /** What a step may say of itself beside its error, in the order of its results. */
    static final List<String> SAID = List.of(FACTOR, WORK, CONVERGED);

    /** What a carry holds, what drives a step, what stays constant, and whether {@code t} and {@code dt} are one for all or one per example. */
    public record Parts(
            List<Program.Input> states,
            List<Program.Input> memory,
            List<Program.Input> noises,
            List<Program.Input> constants,
            Role clock) {

        /** States, then memory: what passes from step to step. */
        public List<Program.Input> passed() {
            return Stream.concat(states.stream(), memory.stream()).toList();
        }

        public Parts {
            states = List.copyOf(states);
            memory = List.copyOf(memory);
            noises = List.copyOf(noises);
            constants = List.copyOf(constants);
        }
    }

    /**
     * How a carry becomes another.
     *
     * @param evaluations of the field, for each example
     * @param residuals which of {@link Scheme#residuals} it leaves, as places
     */
    public record Transition(Program program, int evaluations, List<Integer> residuals) {
        public Transition {
            residuals = List.copyOf(residuals);
        }

        /** Whether it gives more than a carry. */
        boolean says() {
            return gives(ERROR) || SAID.stream().anyMatch(this::gives);
        }

        boolean gives(String result) {
            return program.results().stream().anyMatch(o -> o.name().equals(result));
        }
    }

    /**
     * The transitions of a solve.
     *
     * @param start {@code (states, t, direction as dt, constants) → memory}, with the size of the first step as {@code dt} where that is
     *     automatic; empty where there is nothing to compute
     * @param step {@code (states, memory, t, dt, noises, constants) → (states, memory)}
     * @param lastStep the step after which no memory is needed
     */
    public record Transitions(Optional<Transition> start, Transition step, Transition lastStep) {}

    public Scheme {
        residuals = List.copyOf(residuals);
    }
}
