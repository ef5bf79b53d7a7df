package io.tacit.core.solve.ode;

import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.solve.Between;
import io.tacit.core.solve.Components;
import io.tacit.core.solve.Interpolating;
import io.tacit.core.solve.StepGraph;
import java.util.ArrayList;
import java.util.List;

/**
 * A Runge–Kutta method with an interpolant of order 4: the cubic of {@link Hermite} and, since that matches the states and derivatives at both
 * ends, one further term,
 *
 * <pre>s² σ² r,   r = dt Σ dᵢ kᵢ</pre>
 *
 * with the coefficients d of the tableau. Each step remembers its r.
 */
record Quartic(Tableau tableau, double[] d) implements Interpolating<Ode> {

    private static final String TERM = "quartic.";

    @Override
    public double order() {
        return tableau.order();
    }

    @Override
    public double errorOrder() {
        return tableau.errorOrder();
    }

    @Override
    public boolean estimatesError() {
        return tableau.estimatesError();
    }

    @Override
    public List<Program.Input> memory(Ode ode, Role clock) {
        List<Program.Input> memory = new ArrayList<>(tableau.memory(ode, clock));
        memory.addAll(ode.likeState(TERM));
        return memory;
    }

    @Override
    public void start(Ode ode, StepGraph g) {
        tableau.start(ode, g);
        g.rememberLikeState(TERM, g.state().map(z -> g.graph().fill(z.shape(), 0)));
    }

    @Override
    public void step(Ode ode, StepGraph g) {
        tableau.step(ode, g);
        g.rememberLikeState(TERM, tableau.combined(g, tableau.stages(ode, g), d));
    }

    @Override
    public Components between(Ode ode, Between g) {
        Components term = g.endMemoryLikeState(TERM).times(g.fraction().square());
        return Hermite.from(g, Hermite.cubic(g).plus(term));
    }
}
