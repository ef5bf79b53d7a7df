package io.tacit.core.solve.ode;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Leaf;
import io.tacit.core.program.Program;
import io.tacit.core.solve.Components;
import io.tacit.core.solve.Equation;
import io.tacit.core.solve.StepGraph;
import io.tacit.core.tensor.ParamLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An equation in two halves, each of which moves by the other alone:
 *
 * <pre>dq/dt = f(t, p),   dp/dt = g(t, q)</pre>
 *
 * as that of a separable Hamiltonian H(q, p) = T(p) + V(q), with f = ∂T/∂p and g = −∂V/∂q. What makes explicit symplectic methods possible.
 *
 * @param whole the equation with all components as one
 * @param positions which of its components are q; the others are p
 */
public record PartitionedOde(Ode whole, List<String> positions) implements Equation {

    public PartitionedOde {
        positions = List.copyOf(positions);
        for (String q : positions) {
            if (!whole.states().contains(q)) {
                throw new IllegalArgumentException(
                        "positions: expected some of " + whole.states() + ", got '" + q + "'");
            }
        }
        List<String> momenta = others(whole, positions);
        if (positions.isEmpty() || momenta.isEmpty()) {
            throw new IllegalArgumentException(
                    "positions: expected some, but not all, of " + whole.states() + ", got " + positions);
        }
        requireIndependent(whole, positions);
        requireIndependent(whole, momenta);
    }

    public static PartitionedOde of(Program field, List<String> positions, List<String> momenta) {
        List<String> states = new ArrayList<>(positions);
        states.addAll(momenta);
        return new PartitionedOde(new Ode(field, states), positions);
    }

    private static List<String> others(Ode whole, List<String> positions) {
        return whole.states().stream().filter(s -> !positions.contains(s)).toList();
    }

    private static void requireIndependent(Ode whole, List<String> half) {
        for (Expr e : whole.field().select(half.toArray(String[]::new)).nodes()) {
            if (e.op() instanceof Leaf.Input input && half.contains(input.name())) {
                throw new IllegalArgumentException(
                        "positions: the derivatives of " + half + " depend on '" + input.name()
                                + "'; expected them to depend on the other half only, as those of H = T(p) + V(q) do");
            }
        }
    }

    /** Components that are p. */
    public List<String> momenta() {
        return others(whole, positions);
    }

    @Override
    public List<Program.Input> stateInputs() {
        return whole.stateInputs();
    }

    @Override
    public List<Program.Input> constants() {
        return whole.constants();
    }

    @Override
    public ParamLayout layout() {
        return whole.layout();
    }

    /** Writes dq/dt = f(t, p). */
    public Components velocity(StepGraph g, Components p, Expr t) {
        return half(g, positions, p, t);
    }

    /** Writes dp/dt = g(t, q). */
    public Components force(StepGraph g, Components q, Expr t) {
        return half(g, momenta(), q, t);
    }

    private Components half(StepGraph g, List<String> half, Components other, Expr t) {
        Map<String, Expr> bindings = new HashMap<>(other.byName());
        bindings.put(TIME, t);
        Map<String, Expr> values = g.evaluate(whole.field(), half, bindings);
        return Components.of(half, s -> whole.derivative(s, values));
    }
}
