package io.tacit.core.adjoint;

import io.tacit.core.engine.Engine;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.solve.ode.OdeSolver;

/** The exact derivative of the steps taken, every one of which is stored. Memory grows with the number of steps; for tests and short solves. */
public record Direct() implements Adjoint {

    @Override
    public DifferentiableSolver on(Engine engine, Ode ode, OdeSolver solver, String... wrt) {
        return new Checkpointed(Integer.MAX_VALUE, 0).on(engine, ode, solver, wrt);
    }
}
