package io.tacit.core.adjoint;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.solve.ode.Ode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An equation together with that of its adjoint. States in order: those of the original; their cotangents; the cotangents of wanted constants
 * and of parameters, which are integrals.
 *
 * @param ode the augmented equation
 * @param integrals wanted constants, then parameters
 */
record Augmented(Ode ode, Ode original, List<Program.Input> integrals, boolean times) {

    static Augmented of(Ode original, Wrt wrt) {
        Program.Input[] parameters = original.field().inputs().stream()
                .filter(i -> i.role() == Role.PARAM)
                .toArray(Program.Input[]::new);
        List<Program.Input> integrals =
                Stream.concat(wrt.constants().stream(), Stream.of(parameters)).toList();
        List<String> states = new ArrayList<>(original.states());
        Program f = renamed(original);
        original.states().forEach(s -> states.add(f.cotangentOf(s)));
        integrals.forEach(i -> states.add(f.cotangentOf(i.name())));
        return new Augmented(new Ode(field(original, f, integrals), states), original, integrals, wrt.times());
    }

    /** Name of the cotangent of a state, a constant or a parameter. */
    String adjoint(String name) {
        return renamed(original).cotangentOf(name);
    }

    /** The parameters, which come last among the integrals. */
    List<Program.Input> parameters() {
        return integrals.stream().filter(i -> i.role() == Role.PARAM).toList();
    }

    private static Program field(Ode original, Program f, List<Program.Input> integrals) {
        List<String> by = new ArrayList<>(original.states());
        integrals.forEach(i -> by.add(i.name()));
        Program vjp = f.vjp(by.toArray(String[]::new));
        return Program.of(g -> {
                    original.stateInputs().forEach(s -> g.input(s.name(), s.shape(), s.role()));
                    Map<String, Expr> values = vjp.inline(g, Map.of());
                    for (Program.Input i : integrals) {
                        g.input(
                                f.cotangentOf(i.name()),
                                i.shape(),
                                i.role() == Role.EXAMPLE ? Role.EXAMPLE : Role.SHARED);
                    }
                    original.states().forEach(s -> g.output(s, value(values, s)));
                    by.forEach(s -> g.output(
                            f.cotangentOf(s), value(values, f.cotangentOf(s)).negate()));
                })
                .withLayout(original.field().layout());
    }

    /** The field with its states as only outputs, and as if it held no derivative, so that the names of cotangents are the first ones. */
    private static Program renamed(Ode original) {
        return Program.of(g -> {
                    Map<String, Expr> values = original.field().inline(g, Map.of());
                    original.stateInputs().forEach(s -> g.output(s.name(), ofRole(s, value(values, s.name()))));
                })
                .withLayout(original.field().layout());
    }

    private static Expr ofRole(Program.Input input, Expr value) {
        return input.role() == Role.EXAMPLE ? value.spread() : value;
    }

    private static Expr value(Map<String, Expr> values, String name) {
        return Objects.requireNonNull(values.get(name));
    }

    /** Σ over examples of ⟨a, f(t, z)⟩: what L gains when z is kept a little later. */
    Program power() {
        return Program.of(g -> {
                    Map<String, Expr> a = new HashMap<>();
                    original.stateInputs().forEach(s -> g.input(s.name(), s.shape(), s.role()));
                    original.stateInputs()
                            .forEach(s -> a.put(s.name(), g.input(adjoint(s.name()), s.shape(), s.role())));
                    g.shared(Ode.TIME);
                    original.constants().forEach(c -> g.input(c.name(), c.shape(), c.role()));
                    Map<String, Expr> f = original.field().inline(g, Map.of());
                    g.output("power", power(g, a, f));
                })
                .withLayout(original.field().layout());
    }

    private Expr power(Graph g, Map<String, Expr> a, Map<String, Expr> f) {
        Expr total = g.constant(0);
        for (String s : original.states()) {
            Expr product = value(a, s).dot(value(f, s));
            total = total.plus(original.field().input(s).role() == Role.EXAMPLE ? product.sumExamples() : product);
        }
        return total;
    }
}
