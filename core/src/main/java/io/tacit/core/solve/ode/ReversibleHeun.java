package io.tacit.core.solve.ode;

import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.solve.Components;
import io.tacit.core.solve.Method;
import io.tacit.core.solve.StepGraph;
import java.util.ArrayList;
import java.util.List;

/**
 * A method of order 2 that can be undone exactly, with one evaluation a step. Beside the state it carries a second one, ẑ, and k = f(t, ẑ):
 *
 * <pre>ẑ' = 2z − ẑ + dt k,   k' = f(t + dt, ẑ'),   z' = z + dt (k + k') / 2,   error = dt (k' − k) / 2</pre>
 *
 * A step of −dt from (z', ẑ', k') gives (z, ẑ, k) back, up to rounding.
 *
 * <p>Source: P. Kidger, J. Foster, X. Li and T. Lyons, Efficient and accurate gradients for neural SDEs (2021), algorithm 1, without noise.
 */
public record ReversibleHeun() implements Method<Ode> {

    private static final String SECOND = "second.";

    @Override
    public double order() {
        return 2;
    }

    @Override
    public boolean estimatesError() {
        return true;
    }

    /** The second state and the derivative there. */
    @Override
    public List<Program.Input> memory(Ode ode, Role clock) {
        List<Program.Input> memory = new ArrayList<>(ode.likeState(SECOND));
        memory.addAll(ode.likeState(Ode.SLOPE));
        return memory;
    }

    @Override
    public void start(Ode ode, StepGraph g) {
        Components k = ode.derivative(g, g.state(), g.t());
        g.rememberLikeState(SECOND, g.state());
        g.rememberLikeState(Ode.SLOPE, k);
        new FirstStep(ode, order()).in(g, k);
    }

    @Override
    public void step(Ode ode, StepGraph g) {
        Components z = g.state();
        Components k = g.memoryLikeState(Ode.SLOPE);
        Components second = z.times(2).minus(g.memoryLikeState(SECOND)).plus(k.times(g.dt()));
        Components slope = ode.derivative(g, second, g.t().plus(g.dt()));
        g.end(z.plus(k.plus(slope).times(g.dt().times(0.5))));
        g.error(slope.minus(k).times(g.dt().times(0.5)));
        g.rememberLikeState(SECOND, second);
        g.rememberLikeState(Ode.SLOPE, slope);
    }
}
