package io.tacit.core.solve.ode;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.solve.Components;
import io.tacit.core.solve.Interpolating;
import io.tacit.core.solve.Method;
import io.tacit.core.solve.StepGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An explicit Runge–Kutta method, given by its coefficients (Butcher 1964):
 *
 * <pre>kᵢ = f(t + cᵢ dt, z + dt Σⱼ aᵢⱼ kⱼ),  z' = z + dt Σ bᵢ kᵢ,  error = dt Σ eᵢ kᵢ</pre>
 *
 * Zeros cost nothing: they are left out when a step is unrolled. Every step remembers the derivative k = f(t, z) where it ends, which is the first
 * stage of the next one, so each is computed once.
 */
public interface Tableau extends Method<Ode> {

    /** aᵢⱼ, row i with i entries; the first row is empty. */
    double[][] a();

    double[] b();

    double[] c();

    /** eᵢ = bᵢ − b̂ᵢ, empty where the method has no embedded one. */
    Optional<double[]> e();

    /** dᵢ, the coefficients of s² (1 − s)² in an interpolant of order 4; empty where the cubic one has to do. */
    default Optional<double[]> d() {
        return Optional.empty();
    }

    @Override
    default Optional<Interpolating<Ode>> interpolating() {
        return Optional.of(
                d().<Interpolating<Ode>>map(d -> new Quartic(this, d)).orElseGet(() -> new Hermite(this)));
    }

    @Override
    default boolean estimatesError() {
        return e().isPresent();
    }

    @Override
    default List<Program.Input> memory(Ode ode, Role clock) {
        return ode.likeState(Ode.SLOPE);
    }

    @Override
    default void start(Ode ode, StepGraph g) {
        Components k = ode.derivative(g, g.state(), g.t());
        g.rememberLikeState(Ode.SLOPE, k);
        new FirstStep(ode, order()).in(g, k);
    }

    /** Writes the stages k₁ … kₛ. */
    default List<Components> stages(Ode ode, StepGraph g) {
        List<Components> k = new ArrayList<>(List.of(g.memoryLikeState(Ode.SLOPE)));
        for (int i = 1; i < b().length; i++) {
            k.add(ode.derivative(g, moved(g, k, a()[i]), g.t().plus(g.dt().times(c()[i]))));
        }
        return k;
    }

    @Override
    default void step(Ode ode, StepGraph g) {
        List<Components> k = stages(ode, g);
        Components end = moved(g, k, b());
        g.end(end);
        g.rememberLikeState(Ode.SLOPE, ode.derivative(g, end, g.t().plus(g.dt())));
        e().ifPresent(e -> g.error(combined(g, k, e)));
    }

    /** Writes dt Σ wᵢ kᵢ. */
    default Components combined(StepGraph g, List<Components> k, double[] weights) {
        return Components.of(g.state().names(), s -> g.dt().times(sum(g, k, weights, s)));
    }

    private static Components moved(StepGraph g, List<Components> k, double[] coefficients) {
        return Components.of(g.state().names(), s -> g.state().get(s).plus(g.dt().times(sum(g, k, coefficients, s))));
    }

    private static Expr sum(StepGraph g, List<Components> k, double[] coefficients, String s) {
        Expr sum = g.graph().fill(k.get(0).get(s).shape(), 0);
        for (int i = 0; i < coefficients.length; i++) {
            if (coefficients[i] != 0) {
                sum = sum.plus(k.get(i).get(s).times(coefficients[i]));
            }
        }
        return sum;
    }
}
