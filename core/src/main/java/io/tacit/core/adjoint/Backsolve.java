package io.tacit.core.adjoint;

import io.tacit.core.engine.Engine;
import io.tacit.core.solve.Equation;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.Ode;
import java.util.ArrayList;
import java.util.List;

/**
 * The continuous adjoint: with a = ∂L/∂z(t),
 *
 * <pre>da/dt = −(∂f/∂z)ᵀ a,   dθ̄/dt = −(∂f/∂θ)ᵀ a</pre>
 *
 * are solved together with z from the end back to the beginning, by the same method and controller. Memory does not depend on the number of
 * steps. The gradient is right to the tolerance, not exact for the steps taken, and z itself is only recovered as well as the field allows
 * backwards: an equation that forgets its past amplifies errors on the way. Examples must share steps, since θ̄ is one value for all.
 *
 * <p>Sources: L. S. Pontryagin et al., The Mathematical Theory of Optimal Processes (1962); R. T. Q. Chen et al., Neural ordinary
 * differential equations (2018); the choice of norm: P. Kidger, R. T. Q. Chen and T. Lyons, "Hey, that's not an ODE" (2021).
 */
public record Backsolve(Norm norm) implements Adjoint {

    /** What enters the error of a backward step. */
    public enum Norm {
        /** z and a: what the right-hand side depends on. Fewer steps. */
        STATE,
        /** Also the cotangents of θ and of constants, which are mere integrals. */
        EVERYTHING
    }

    /** A continuous adjoint with {@link Norm#STATE}. */
    public Backsolve() {
        this(Norm.STATE);
    }

    @Override
    public <E extends Equation> DifferentiableSolver on(Engine engine, E equation, Solver<E> solver, String... wrt) {
        if (!(equation instanceof Ode ode)) {
            throw new IllegalArgumentException("Backsolve: expected an Ode, whose adjoint equation it solves, got "
                    + equation.getClass().getSimpleName() + ": use Checkpointed");
        }
        return on(engine, ode, ofOde(solver), Wrt.of(ode, wrt));
    }

    @SuppressWarnings("unchecked") // The equation of this type is an Ode.
    private static <E extends Equation> Solver<Ode> ofOde(Solver<E> solver) {
        return (Solver<Ode>) solver;
    }

    private DifferentiableSolver on(Engine engine, Ode ode, Solver<Ode> solver, Wrt wrt) {
        if (solver.stepping() == Stepping.PER_EXAMPLE) {
            throw new IllegalArgumentException(
                    "Backsolve needs a common step, got Stepping.PER_EXAMPLE: use PER_TILE or PER_BATCH, or Checkpointed");
        }
        Augmented augmented = Augmented.of(ode, wrt);
        Solver<Ode> backwards = new Solver<>(
                solver.method(), solver.controller(), Stepping.PER_BATCH, errorComponents(solver, augmented));
        DifferentiableSolver piece = new ContinuousSolver(
                engine,
                augmented,
                solver.on(engine, ode),
                backwards.on(engine, augmented.ode()),
                engine.compile(augmented.power()));
        return solver.stepping() == Stepping.PER_BATCH ? piece : new TiledSolver(engine, piece, piece);
    }

    private List<String> errorComponents(Solver<Ode> solver, Augmented augmented) {
        if (solver.controller().tolerance().isEmpty()) {
            return List.of();
        }
        List<String> components = new ArrayList<>(
                solver.errorComponents().isEmpty() ? augmented.original().states() : solver.errorComponents());
        augmented.original().states().forEach(s -> components.add(augmented.adjoint(s)));
        if (norm == Norm.EVERYTHING) {
            augmented.integrals().forEach(i -> components.add(augmented.adjoint(i.name())));
        }
        return components;
    }
}
