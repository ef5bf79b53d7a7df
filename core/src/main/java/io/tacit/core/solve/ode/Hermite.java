package io.tacit.core.solve.ode;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.solve.Between;
import io.tacit.core.solve.Components;
import io.tacit.core.solve.Interpolating;
import io.tacit.core.solve.Method;
import io.tacit.core.solve.StepGraph;
import java.util.List;

/**
 * A method that remembers the derivative k = f(t, z), with the cubic polynomial through states and derivatives at both ends of a step: with s the
 * fraction of the step and σ = 1 − s,
 *
 * <pre>u(s) = z' + σ (σ ((1 + 2s) (z − z') + s dt k) − s² dt k')</pre>
 *
 * of order 3, in the form that gives z' exactly. E. Hairer, S. P. Nørsett and G. Wanner, Solving Ordinary Differential Equations I, equation
 * II.6.7.
 */
record Hermite(Method<Ode> method) implements Interpolating<Ode> {

    @Override
    public double order() {
        return method.order();
    }

    @Override
    public double errorOrder() {
        return method.errorOrder();
    }

    @Override
    public boolean estimatesError() {
        return method.estimatesError();
    }

    @Override
    public List<Program.Input> memory(Ode ode, Role clock) {
        return method.memory(ode, clock);
    }

    @Override
    public void start(Ode ode, StepGraph g) {
        method.start(ode, g);
    }

    @Override
    public void step(Ode ode, StepGraph g) {
        method.step(ode, g);
    }

    @Override
    public Components between(Ode ode, Between g) {
        return from(g, cubic(g));
    }

    /** (1 + 2s) (z − z') + s dt k. */
    static Components cubic(Between g) {
        Expr s = g.fraction();
        Components back = g.state().minus(g.endState());
        return back.times(s.times(2).plus(1)).plus(g.memoryLikeState(Ode.SLOPE).times(s.times(g.dt())));
    }

    /** z' + σ (σ p − s² dt k'). */
    static Components from(Between g, Components p) {
        Expr s = g.fraction();
        Expr rest = s.negate().plus(1);
        Components out = g.endMemoryLikeState(Ode.SLOPE).times(s.square().times(g.dt()));
        return g.endState().plus(p.times(rest).minus(out).times(rest));
    }
}
