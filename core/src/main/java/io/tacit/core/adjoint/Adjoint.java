package io.tacit.core.adjoint;

import io.tacit.core.engine.Engine;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.solve.ode.OdeSolver;
import java.io.Serializable;

/** How the derivative of a solve is computed. */
public sealed interface Adjoint extends Serializable permits Checkpointed, Backsolve, Direct {

    /**
     * Compiles solver and derivative. The derivative is by the initial state and θ, and by what {@code wrt} names.
     *
     * @param wrt constants of the equation, and {@code t} for the times of the span and of what is kept
     */
    DifferentiableSolver on(Engine engine, Ode ode, OdeSolver solver, String... wrt);
}
