package io.tacit.core.adjoint;

import io.tacit.core.engine.Engine;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.solve.ode.OdeSolver;

/**
 * The exact derivative of the steps taken, step sizes held fixed. Of the states where steps began at most {@code maxCheckpoints} are stored
 * for each piece that solves by itself (a tile, or the batch); when a solve takes more, every second one is dropped, and the steps between are
 * taken again on the way back, in the order of A. Griewank, Achieving logarithmic growth of temporal and spatial complexity in reverse
 * automatic differentiation, Optim. Methods Softw. 1 (1992). Times and sizes of all steps are always kept.
 */
public record Checkpointed(int maxCheckpoints) implements Adjoint {

    public Checkpointed {
        if (maxCheckpoints < 1) {
            throw new IllegalArgumentException("Checkpointed: expected maxCheckpoints ≥ 1, got " + maxCheckpoints);
        }
    }

    /** With 128 checkpoints, more than most solves take steps. */
    public Checkpointed() {
        this(128);
    }

    @Override
    public DifferentiableSolver on(Engine engine, Ode ode, OdeSolver solver, String... wrt) {
        StepAdjoint steps = new StepAdjoint(engine, ode, solver, Wrt.of(ode, wrt));
        DifferentiableSolver piece = new DiscreteSolver(solver.on(engine, ode), steps, maxCheckpoints);
        return solver.stepping() == Stepping.PER_BATCH ? piece : new TiledSolver(engine, piece);
    }
}
