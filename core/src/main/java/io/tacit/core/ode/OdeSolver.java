package io.tacit.core.ode;

import io.tacit.core.adjoint.Adjoint;
import io.tacit.core.adjoint.Checkpointed;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Engines;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.solve.FixedSteps;
import io.tacit.core.solve.Pid;
import io.tacit.core.solve.SaveAt;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.ImplicitEuler;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.solve.ode.Rk4;
import io.tacit.core.solve.ode.Tsit5;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A solver of {@code dz/dt = f(t, z; θ)} for plain arrays: what to solve with, how to differentiate, which times to keep. Each example takes steps of its own and its
 * result does not depend on the others. Every call compiles the field, which costs milliseconds; a loop over many batches is better written with {@link Solver#on}
 * and {@link Adjoint#on}, which this wraps.
 *
 * @param saveAt times to be kept beside the end
 * @param engine where to compute; empty for {@link Engines#standard}: the processor, in float64
 */
public record OdeSolver(Solver<Ode> solver, Adjoint adjoint, SaveAt saveAt, Optional<Engine> engine) {

    /** A solver with a method of one's own choice, the discrete adjoint and the standard engine. */
    public static OdeSolver of(Solver<Ode> solver) {
        return new OdeSolver(solver, new Checkpointed(), SaveAt.end(), Optional.empty());
    }

    /** A solver with {@link Dopri5} and this relative and absolute tolerance. */
    public static OdeSolver dopri5(double tolerance) {
        return of(Dopri5.solver(tolerance).with(Stepping.PER_EXAMPLE));
    }

    /** A solver with {@link Tsit5} and this relative and absolute tolerance. */
    public static OdeSolver tsit5(double tolerance) {
        return of(Solver.of(new Tsit5(), Pid.of(tolerance, tolerance)).with(Stepping.PER_EXAMPLE));
    }

    /**
     * A solver with {@link ImplicitEuler}, for stiff equations, and this relative and absolute tolerance. Its order is 1: a tolerance a hundred times finer takes ten
     * times the steps.
     */
    public static OdeSolver implicitEuler(double tolerance) {
        return of(Solver.of(ImplicitEuler.within(tolerance), Pid.of(tolerance, tolerance))
                .with(Stepping.PER_EXAMPLE));
    }

    /** A solver with so many equal steps of {@link Rk4}. */
    public static OdeSolver rk4(int steps) {
        return of(Solver.of(new Rk4(), new FixedSteps(steps)).with(Stepping.PER_EXAMPLE));
    }

    /** The same with another derivative. {@code new Backsolve()} wants examples that share their steps: {@code .with(Stepping.PER_TILE)} beside it. */
    public OdeSolver with(Adjoint other) {
        return new OdeSolver(solver, other, saveAt, engine);
    }

    /** The same with steps that examples share or not. Where they share them, one that fails takes those with it. */
    public OdeSolver with(Stepping stepping) {
        return new OdeSolver(solver.with(stepping), adjoint, saveAt, engine);
    }

    /** The same on another engine, which the caller closes. */
    public OdeSolver on(Engine other) {
        return new OdeSolver(solver, adjoint, saveAt, Optional.of(other));
    }

    /** The same, keeping the states at these times. */
    public OdeSolver saving(double... times) {
        return new OdeSolver(solver, adjoint, SaveAt.times(times), engine);
    }

    /** Solves for one example; see {@link #solve(Program, double[][], double[], double, double)}. */
    public Solved solve(Program field, double[] z0, double[] theta, double from, double to) {
        return solve(field, new double[][] {z0}, theta, from, to);
    }

    /**
     * Solves for several examples.
     *
     * @param field a Program with one EXAMPLE input, the state, and one output of its shape, the derivative; a SHARED scalar {@code t}, where there is one, is
     *     time; parameters are in θ
     * @param z0 initial states {@code [example][place]}, row-major
     * @param theta the parameters in the order in which the field declares them
     */
    public Solved solve(Program field, double[][] z0, double[] theta, double from, double to) {
        Ode ode = ode(field);
        return Solved.run(this, ode, new Given(z0, theta, from, to));
    }

    /** What a solve starts from. */
    record Given(double[][] z0, double[] theta, double from, double to) {

        Given {
            if (z0.length == 0) {
                throw new IllegalArgumentException("z0: expected at least one example, got none");
            }
        }

        void requireFits(Ode ode) {
            int places = ode.stateInputs().get(0).shape().size();
            for (int b = 0; b < z0.length; b++) {
                if (z0[b].length != places) {
                    throw new IllegalArgumentException("z0, example " + b + ": expected " + places
                            + " values, as many as the state of the field has, got " + z0[b].length);
                }
            }
            if (theta.length != ode.layout().size()) {
                throw new IllegalArgumentException("theta: expected "
                        + ode.layout().size() + " values, for " + ode.field().params() + ", got " + theta.length);
            }
        }
    }

    private static Ode ode(Program field) {
        List<String> states = field.arguments().stream()
                .filter(i -> i.role() == Role.EXAMPLE)
                .map(Program.Input::name)
                .toList();
        boolean others = field.arguments().stream()
                .anyMatch(i -> i.role() == Role.SHARED && !i.name().equals(Ode.TIME));
        if (states.size() != 1 || field.outputs().size() != 1 || others) {
            throw new IllegalArgumentException(
                    "field: expected one EXAMPLE input, the state, at most a SHARED t, and one output, got "
                            + field.arguments() + " and " + field.outputs().size()
                            + " outputs; with more of them use an Ode and Solver");
        }
        String state = states.get(0);
        Program named = Program.of(g -> {
            Map<String, Expr> values = field.inline(g, Map.of());
            g.output(
                    state,
                    Objects.requireNonNull(values.get(field.outputs().get(0).name())));
        });
        return Ode.of(named.withLayout(field.layout()), state);
    }

    Engine opened() {
        return engine.orElseGet(Engines::standard);
    }
}
