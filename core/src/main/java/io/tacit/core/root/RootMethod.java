package io.tacit.core.root;

import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Engines;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Iteration;
import io.tacit.core.program.LinearSolver;
import io.tacit.core.program.Program;
import java.io.Serializable;
import java.util.function.UnaryOperator;

/** A method that finds z with r(z) = 0 for each example, written as the body of an inner iteration. */
public interface RootMethod extends Serializable {

    /** The tolerance and number of iterations after which a search ends. */
    Stop stop();

    /**
     * The search alone, without derivative; its first carry is z.
     *
     * @param guess BATCHED
     * @param residual r, of the shape of z, written as expressions of the trace of {@code guess}
     */
    Iteration search(Expr guess, UnaryOperator<Expr> residual);

    /** How systems of the Jacobian at the root are solved for the derivative. */
    LinearSolver linear();

    /** The root of a residual, differentiable by whatever the residual reads. The guess has no derivative. */
    default Root solve(Expr guess, UnaryOperator<Expr> residual) {
        return Root.found(this, guess, residual);
    }

    /** The z with z = f(z): the root of f(z) − z. */
    default Root fixedPoint(Expr guess, UnaryOperator<Expr> map) {
        return solve(guess, z -> map.apply(z).minus(z));
    }

    /** This method with another way to its derivative: {@code new Anderson(5).differentiatedBy(new JacobianFree())}. */
    default RootMethod differentiatedBy(LinearSolver solver) {
        return new Differentiated(this, solver);
    }

    /** A solver for one residual outside a trace: a Program with an unknown {@code z} among its EXAMPLE inputs and one output of its shape. */
    default RootSolver on(Engine engine, Program residual) {
        return new RootSolver(engine, this, residual);
    }

    /** {@link #on(Engine, Program)} on {@link Engines#standard}: the processor, in float64. */
    default RootSolver of(Program residual) {
        return on(Engines.standard(), residual);
    }
}
