package io.tacit.core.solve.ode;

import io.tacit.core.program.Expr;
import io.tacit.core.solve.Components;
import io.tacit.core.solve.ErrorNorm;
import io.tacit.core.solve.StepGraph;

/**
 * The automatic size of a first step, from the derivative at the start and one a little later. E. Hairer, S. P. Nørsett and G. Wanner, Solving
 * Ordinary Differential Equations I, section II.4.
 */
record FirstStep(Ode ode, double order) {

    /** Gives the size where it is wanted; {@code k} is the derivative at the start. */
    void in(StepGraph g, Components k) {
        g.firstStepNorm().ifPresent(norm -> g.firstStep(size(norm, g, k)));
    }

    private Expr size(ErrorNorm norm, StepGraph g, Components k) {
        Components z = g.state();
        Expr d0 = norm.of(z, z);
        Expr d1 = norm.of(k, z);
        Expr h0 =
                d0.min(d1).less(d0.like(1e-5)).where(d0.like(1e-6), d0.over(d1).times(0.01));
        Expr signed = h0.times(g.direction());
        Components ahead = z.plus(k.times(signed));
        Components later = ode.derivative(g, ahead, g.t().plus(signed));
        Expr d2 = norm.of(later.minus(k), z).over(h0);
        Expr m = d1.max(d2);
        Expr flat = h0.times(1e-3).max(m.like(1e-6));
        Expr curved = m.like(0.01).over(m).pow(1.0 / (order + 1));
        return h0.times(100).min(m.lessOrEqual(m.like(1e-15)).where(flat, curved));
    }
}
