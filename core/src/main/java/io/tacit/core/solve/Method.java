package io.tacit.core.solve;

import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A numerical method of one paper for equations of one kind: it writes one step as a Program. Between steps it may keep <i>memory</i> beside the
 * state: the last derivative, older ones, a second state. The step must be differentiable as it is written; its derivative, error norm,
 * selection of lanes and storage are the business of {@link Scheme} and what uses it.
 *
 * @param <E> the equations it can solve
 */
public interface Method<E extends Equation> extends Serializable {

    /** Order of the state after a step. */
    double order();

    /** Power of the step's size with which the error estimate falls. */
    default double errorOrder() {
        return order();
    }

    /** Whether {@link #step} gives an error. */
    boolean estimatesError();

    /**
     * What is kept between steps beside the state. Names must differ from those of the equation's inputs: a dot in them sees to it.
     *
     * @param clock role of values that belong to the clock, such as the size of the last step
     */
    List<Program.Input> memory(E equation, Role clock);

    /** Writes how memory begins, from {@link StepGraph#state} and {@link StepGraph#t}. Not called where there is none. */
    void start(E equation, StepGraph g);

    /**
     * Writes a step from {@link StepGraph#state} and memory at {@link StepGraph#t} over {@link StepGraph#dt}. A step of size 0, which lanes at rest
     * take, must leave the state as it is and give nothing infinite. A step with an inner
     * iteration says by {@link StepGraph#converged} where that failed.
     */
    void step(E equation, StepGraph g);

    /** This method with an interpolant; empty where it has none. */
    default Optional<Interpolating<E>> interpolating() {
        return Optional.empty();
    }
}
