package io.tacit.core.solve.ode;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.solve.Components;
import io.tacit.core.solve.Method;
import io.tacit.core.solve.StepGraph;
import java.util.List;

/**
 * The method of Störmer and Verlet in its form with velocities, order 2, symplectic and its own inverse, with one evaluation of the force a step:
 *
 * <pre>p½ = p + dt/2 g(t, q),   q' = q + dt f(t + dt/2, p½),   p' = p½ + dt/2 g(t + dt, q')</pre>
 *
 * For steps of one size the energy does not drift. Varying the size would lose that, so it estimates no error.
 *
 * <p>Source: L. Verlet, Computer "experiments" on classical fluids, Phys. Rev. 159 (1967); E. Hairer, Ch. Lubich and G. Wanner, Geometric
 * Numerical Integration, section I.1.4.
 */
public record Leapfrog() implements Method<PartitionedOde> {

    private static final String FORCE = "force.";

    @Override
    public double order() {
        return 2;
    }

    @Override
    public boolean estimatesError() {
        return false;
    }

    /** The force where the last step ended. */
    @Override
    public List<Program.Input> memory(PartitionedOde ode, Role clock) {
        return ode.momenta().stream()
                .map(ode.whole().field()::input)
                .map(p -> new Program.Input(FORCE + p.name(), p.shape(), p.role()))
                .toList();
    }

    @Override
    public void start(PartitionedOde ode, StepGraph g) {
        Components q = g.state().only(ode.positions());
        ode.force(g, q, g.t()).byName().forEach((p, force) -> g.remember(FORCE + p, force));
    }

    @Override
    public void step(PartitionedOde ode, StepGraph g) {
        Expr half = g.dt().times(0.5);
        Components q = g.state().only(ode.positions());
        Components before = Components.of(ode.momenta(), p -> g.memory(FORCE + p));
        Components middle = g.state().only(ode.momenta()).plus(before.times(half));
        Components end = q.plus(ode.velocity(g, middle, g.t().plus(half)).times(g.dt()));
        Components after = ode.force(g, end, g.t().plus(g.dt()));
        g.end(end.and(middle.plus(after.times(half))));
        after.byName().forEach((p, force) -> g.remember(FORCE + p, force));
    }
}
