package io.tacit.core.adjoint;

import io.tacit.core.engine.Engine;
import io.tacit.core.solve.Equation;
import io.tacit.core.solve.Solver;

/** The exact derivative of the steps taken, every one of which is stored. Memory grows with the number of steps; for tests and short solves. */
public record Direct() implements Adjoint {

    @Override
    public <E extends Equation> DifferentiableSolver on(Engine engine, E equation, Solver<E> solver, String... wrt) {
        return new Checkpointed(Integer.MAX_VALUE, 0).on(engine, equation, solver, wrt);
    }
}
