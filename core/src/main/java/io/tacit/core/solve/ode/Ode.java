package io.tacit.core.solve.ode;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.Between;
import io.tacit.core.solve.Components;
import io.tacit.core.solve.Equation;
import io.tacit.core.solve.Scheme;
import io.tacit.core.solve.StepGraph;
import io.tacit.core.tensor.ParamLayout;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The equation {@code dz/dt = f(t, z; constants, θ)} for a state of several components.
 *
 * @param field the Program f. Each component s of the state is an input s and an output s, its derivative. A SHARED scalar input {@code t} is
 *     time; it may be absent. Other inputs are constant over a solve, parameters are in θ. Components that no derivative depends on are
 *     quadratures (log-density, energy) and cost nothing but themselves.
 * @param states names of the components. EXAMPLE inputs as a rule; a SHARED one has one value for the batch and needs a common step
 */
public record Ode(Program field, List<String> states) implements Equation {

    /** Prefix of the derivative of a component in the memory of a method. */
    static final String SLOPE = "k.";

    private static final List<String> RESERVED =
            List.of(STEP, Scheme.ERROR, Scheme.FACTOR, Scheme.WORK, Scheme.CONVERGED, Between.FRACTION);

    private static final List<String> PREFIXES = List.of(SLOPE, "end.", "second.", "past.", "force.", "quartic.");

    /** Prefix of the cotangents of θ, which a continuous adjoint has beside θ. */
    private static final String COTANGENT = "adj.";

    public Ode {
        states = List.copyOf(states);
        if (states.isEmpty() || new HashSet<>(states).size() != states.size()) {
            throw new IllegalArgumentException("states: expected one or more different names, got " + states);
        }
        for (String s : states) {
            requireState(field, s);
        }
        for (Program.Input input : field.inputs()) {
            requireInput(states, input);
        }
    }

    public static Ode of(Program field, String... states) {
        return new Ode(field, List.of(states));
    }

    private static void requireState(Program field, String s) {
        Program.Input input = field.input(s);
        Shape derivative = field.output(s).expr().shape();
        if (!input.shape().equals(derivative)) {
            throw new IllegalArgumentException("state '" + s + "' has shape " + input.shape() + ", its derivative "
                    + derivative + "; they must be equal");
        }
        boolean mixed = input.role() != Role.EXAMPLE && field.output(s).expr().kind() == Kind.BATCHED;
        if (input.role() == Role.PARAM || mixed) {
            throw new IllegalArgumentException("state '" + s
                    + "': expected an example input, or a shared one with a shared derivative, got " + input.role()
                    + " with a derivative that is " + field.output(s).expr().kind());
        }
    }

    /** Whether a method would give this name to something of its own that belongs to a state. */
    private static boolean isMade(String name, String state) {
        return PREFIXES.stream().anyMatch(name::startsWith) && name.endsWith("." + state);
    }

    private static void requireInput(List<String> states, Program.Input input) {
        boolean time = input.name().equals(TIME);
        if (time && (input.role() != Role.SHARED || !input.shape().equals(Shape.SCALAR))) {
            throw new IllegalArgumentException("input 't' is time: expected a shared scalar, got " + input);
        }
        boolean reserved = input.role() == Role.PARAM ? input.name().equals(STEP) : RESERVED.contains(input.name());
        boolean taken = reserved
                || states.stream().anyMatch(s -> isMade(input.name(), s))
                || (input.role() == Role.PARAM
                        && states.stream().anyMatch(s -> input.name().equals(COTANGENT + s)));
        if (taken) {
            throw new IllegalArgumentException("input '" + input.name()
                    + "': expected a name that solver and derivative do not use themselves, which are "
                    + String.join(", ", RESERVED) + " and names of states behind " + String.join(", ", PREFIXES)
                    + ", of parameters also with " + COTANGENT);
        }
    }

    @Override
    public List<Program.Input> stateInputs() {
        return states.stream().map(field::input).toList();
    }

    @Override
    public List<Program.Input> constants() {
        return field.arguments().stream()
                .filter(i -> !states.contains(i.name()) && !i.name().equals(TIME))
                .toList();
    }

    @Override
    public ParamLayout layout() {
        return field.layout();
    }

    /** Writes f(t, z): the derivatives of all components, under their names. */
    public Components derivative(StepGraph g, Components z, Expr t) {
        Map<String, Expr> bindings = new HashMap<>(z.byName());
        bindings.put(TIME, t);
        Map<String, Expr> values = g.evaluate(field, states, bindings);
        return Components.of(states, s -> derivative(s, values));
    }

    /** The derivative of a component among the values of the field: one for each example where the component is. */
    Expr derivative(String state, Map<String, Expr> values) {
        Expr value = Objects.requireNonNull(values.get(state), state);
        return field.input(state).role() == Role.EXAMPLE ? value.spread() : value;
    }
}
