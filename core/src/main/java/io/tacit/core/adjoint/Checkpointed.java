package io.tacit.core.adjoint;

import io.tacit.core.engine.Engine;
import io.tacit.core.solve.Equation;
import io.tacit.core.solve.Scheme;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Stepping;

/**
 * The exact derivative of the steps taken, step sizes held fixed. Of the states where steps began at most {@code maxCheckpoints} are stored
 * for each piece that solves by itself (a tile, or the batch); when a solve takes more, every second one is dropped, and the steps between are
 * taken again on the way back, in the order of A. Griewank, Achieving logarithmic growth of temporal and spatial complexity in reverse
 * automatic differentiation, Optim. Methods Softw. 1 (1992). Times and sizes of all steps are always kept.
 *
 * <p>Where a solve has the thread for itself, the activations of its first steps are stored too, up to {@code residualBytes}, so that these are
 * not computed again on the way back. It is given up where many tiles solve before the first goes back: then the memory is colder than the
 * arithmetic is slow.
 *
 * @param maxCheckpoints states stored at a time, for each piece
 * @param residualBytes bytes of activations stored at a time, for each piece; 0 for none
 */
public record Checkpointed(int maxCheckpoints, long residualBytes) implements Adjoint {

    /** More states than most solves take steps. */
    private static final int MANY = 128;

    /** Steps of a tile through the widest fields in use; they come back from memory faster than they are computed again. */
    private static final long RESIDUAL_BYTES = 64L << 20;

    public Checkpointed {
        if (maxCheckpoints < 1 || residualBytes < 0) {
            throw new IllegalArgumentException("Checkpointed: expected maxCheckpoints ≥ 1 and residualBytes ≥ 0, got "
                    + maxCheckpoints + " and " + residualBytes);
        }
    }

    /** A discrete adjoint with these many checkpoints, and activations as by default. */
    public Checkpointed(int maxCheckpoints) {
        this(maxCheckpoints, RESIDUAL_BYTES);
    }

    public Checkpointed() {
        this(MANY);
    }

    /** The same with another limit for activations. */
    public Checkpointed withResidualBytes(long bytes) {
        return new Checkpointed(maxCheckpoints, bytes);
    }

    @Override
    public <E extends Equation> DifferentiableSolver on(Engine engine, E equation, Solver<E> solver, String... wrt) {
        Wrt by = Wrt.of(equation, wrt);
        return new SavingSolver(solver.schemes(equation).map(scheme -> on(engine, scheme, solver, by)));
    }

    private DifferentiableSolver on(Engine engine, Scheme scheme, Solver<?> solver, Wrt wrt) {
        StepAdjoint steps = new StepAdjoint(engine, scheme, wrt);
        DiscreteSolver plain = new DiscreteSolver(solver.on(engine, scheme), steps, maxCheckpoints);
        boolean records = residualBytes > 0 && solver.stepping() != Stepping.PER_EXAMPLE;
        DifferentiableSolver alone =
                records ? new RecordingSolver(solver.on(engine, steps.recording()), plain, residualBytes) : plain;
        return solver.stepping() == Stepping.PER_BATCH ? alone : new TiledSolver(engine, alone, plain);
    }
}
