package io.tacit.core.solve;

/**
 * A method whose steps come with an interpolant: the state at any fraction of a step, from what the carry holds at both of its ends, without
 * evaluating the field. What it needs for that is memory like any other.
 */
public interface Interpolating<E extends Equation> extends Method<E> {

    /** Writes the state at the fraction {@link Between#fraction} of a step; at 1 it must be exactly the state where the step ends. */
    Components between(E equation, Between g);
}
