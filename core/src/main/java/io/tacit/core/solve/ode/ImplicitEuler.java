package io.tacit.core.solve.ode;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.root.Chord;
import io.tacit.core.root.Root;
import io.tacit.core.root.RootMethod;
import io.tacit.core.root.Stop;
import io.tacit.core.solve.Components;
import io.tacit.core.solve.Interpolating;
import io.tacit.core.solve.Method;
import io.tacit.core.solve.StepGraph;
import java.util.List;
import java.util.Optional;

/**
 * The implicit method of Euler, order 1, stable for steps of any size where the equation is:
 *
 * <pre>z' = z + dt f(t + dt, z'),   error = dt (f(t + dt, z') − f(t, z)) / 2</pre>
 *
 * z' is found by an inner iteration that begins at z, in places that hardly move at z + dt f(t, z): what is slow moves too. Where it does not converge the step is not accepted: with tolerances it is tried again with a
 * smaller size. The derivative of a step is that of its solution, by the implicit function theorem. Each inner iteration counts as an evaluation
 * of the field; those of its Jacobian do not.
 *
 * <p>Source: E. Hairer and G. Wanner, Solving Ordinary Differential Equations II, section IV.3 and, for the iteration, IV.8.
 *
 * @param root how z' is found
 */
public record ImplicitEuler(RootMethod root) implements Method<Ode> {

    /** Iterations after which a smaller step is the better way. */
    private static final int ITERATIONS = 10;

    /** Largest change of a place, relative to its size, for which an explicit step is a better guess than none: it cannot lead far. */
    private static final double SLOW = 1e-2;

    /** A method with the chord iteration, to 1e-6. */
    public ImplicitEuler() {
        this(new Chord(Stop.at(1e-6).within(ITERATIONS)));
    }

    /** A method with the chord iteration to a hundredth of a tolerance of steps, but not beyond 1e-6 where it is no finer. */
    public static ImplicitEuler within(double tolerance) {
        return new ImplicitEuler(
                new Chord(Stop.at(Math.min(1e-6, 0.01 * tolerance)).within(ITERATIONS)));
    }

    @Override
    public double order() {
        return 1;
    }

    @Override
    public double errorOrder() {
        return 2;
    }

    @Override
    public boolean estimatesError() {
        return true;
    }

    /** The derivative now. */
    @Override
    public List<Program.Input> memory(Ode ode, Role clock) {
        if (ode.stateInputs().stream().anyMatch(s -> s.role() != Role.EXAMPLE)) {
            throw new IllegalArgumentException(
                    "ImplicitEuler: expected a state of one value per example, got " + ode.stateInputs()
                            + "; Backsolve, whose state holds the gradient by theta, goes with explicit methods alone: take"
                            + " Checkpointed");
        }
        return ode.likeState(Ode.SLOPE);
    }

    @Override
    public Optional<Interpolating<Ode>> interpolating() {
        return Optional.of(new Hermite(this));
    }

    @Override
    public void start(Ode ode, StepGraph g) {
        Components k = ode.derivative(g, g.state(), g.t());
        g.rememberLikeState(Ode.SLOPE, k);
        new FirstStep(ode, order()).in(g, k);
    }

    @Override
    public void step(Ode ode, StepGraph g) {
        Flat flat = Flat.like(g.graph(), g.state());
        Expr begin = flat.vector(g.state());
        Expr later = g.t().plus(g.dt());
        Root found = root.solve(
                guess(begin, flat.vector(g.memoryLikeState(Ode.SLOPE)).times(g.dt())), y -> y.minus(begin)
                        .minus(flat.vector(ode.derivative(g, flat.components(y), later))
                                .times(g.dt())));
        Components end = flat.components(found.value());
        Components slope = ode.derivative(g, end, later);
        g.end(end);
        g.rememberLikeState(Ode.SLOPE, slope);
        g.error(slope.minus(g.memoryLikeState(Ode.SLOPE)).times(g.dt().times(0.5)));
        g.work(found.iterations());
        g.converged(found.converged());
    }

    private static Expr guess(Expr begin, Expr change) {
        Expr slow = change.abs().lessOrEqual(begin.abs().plus(1).times(SLOW));
        return slow.where(begin.plus(change), begin);
    }
}
