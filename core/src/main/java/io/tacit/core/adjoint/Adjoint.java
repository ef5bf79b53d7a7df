package io.tacit.core.adjoint;

import io.tacit.core.engine.Engine;
import io.tacit.core.solve.Equation;
import io.tacit.core.solve.Solver;
import java.io.Serializable;

/** How the derivative of a solve is computed. */
public sealed interface Adjoint extends Serializable permits Checkpointed, Backsolve, Direct {

    /**
     * Compiles solver and derivative. The derivative is by the initial state and θ, and by what {@code wrt} names.
     *
     * @param wrt constants of the equation, and {@code t} for the times of the span and of what is kept
     */
    <E extends Equation> DifferentiableSolver on(Engine engine, E equation, Solver<E> solver, String... wrt);
}
