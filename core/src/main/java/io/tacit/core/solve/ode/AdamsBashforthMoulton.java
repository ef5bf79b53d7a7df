package io.tacit.core.solve.ode;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.Components;
import io.tacit.core.solve.Interpolating;
import io.tacit.core.solve.Method;
import io.tacit.core.solve.StepGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The predictor–corrector pair of Adams, Bashforth and Moulton of order 3, for steps of any size, with two evaluations a step. With k the
 * derivative at t, k₁ that at t − dt₁, and h = dt,
 *
 * <pre>D = (k − k₁) / dt₁,   p = z + h k + h² D / 2,   kₚ = f(t + h, p),
 * z' = p + h (kₚ − k − h D) (h / (3 dt₁) + ½) / (1 + h / dt₁),   error = z' − p</pre>
 *
 * which integrates the polynomials through (k, k₁) and (kₚ, k, k₁). The first step has no past: 1 / dt₁ = 0 makes it the trapezoidal rule,
 * whose error of one step does not lower the order.
 *
 * <p>Source: E. Hairer, S. P. Nørsett and G. Wanner, Solving Ordinary Differential Equations I, section III.5 (variable step size).
 */
public record AdamsBashforthMoulton() implements Method<Ode> {

    private static final String PAST = "past.";
    private static final String RATE = "past.rate";

    @Override
    public double order() {
        return 3;
    }

    @Override
    public boolean estimatesError() {
        return true;
    }

    /** Derivatives now and one step ago, and 1 / dt₁. */
    @Override
    public List<Program.Input> memory(Ode ode, Role clock) {
        List<Program.Input> memory = new ArrayList<>(ode.likeState(Ode.SLOPE));
        memory.addAll(ode.likeState(PAST + Ode.SLOPE));
        memory.add(new Program.Input(RATE, Shape.SCALAR, clock));
        return memory;
    }

    @Override
    public Optional<Interpolating<Ode>> interpolating() {
        return Optional.of(new Hermite(this));
    }

    @Override
    public void start(Ode ode, StepGraph g) {
        Components k = ode.derivative(g, g.state(), g.t());
        g.rememberLikeState(Ode.SLOPE, k);
        g.rememberLikeState(PAST + Ode.SLOPE, k);
        g.remember(RATE, g.graph().constant(0));
        new FirstStep(ode, order()).in(g, k);
    }

    @Override
    public void step(Ode ode, StepGraph g) {
        Expr h = g.dt();
        Expr rate = g.memory(RATE);
        Components k = g.memoryLikeState(Ode.SLOPE);
        Components bend = k.minus(g.memoryLikeState(PAST + Ode.SLOPE)).times(rate.times(h));
        Components predicted = g.state().plus(k.plus(bend.times(0.5)).times(h));
        Components ahead = ode.derivative(g, predicted, g.t().plus(h));
        Expr weight = h.times(rate)
                .times(1 / 3.0)
                .plus(0.5)
                .over(h.times(rate).plus(1))
                .times(h);
        Components correction = ahead.minus(k).minus(bend).times(weight);
        Components end = predicted.plus(correction);
        g.end(end);
        g.error(correction);
        g.rememberLikeState(Ode.SLOPE, ode.derivative(g, end, g.t().plus(h)));
        g.rememberLikeState(PAST + Ode.SLOPE, k);
        g.remember(RATE, h.like(1).over(h.equal(h.like(0)).where(h.like(1), h)));
    }
}
