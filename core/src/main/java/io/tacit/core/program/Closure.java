package io.tacit.core.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A function written over expressions of a graph, as a Program of its own and the values of the graph that it reads (lambda lifting, Johnsson 1985).
 * Only what depends on the function's unknowns is in the Program; everything else is computed once, outside.
 *
 * @param program inputs {@code z0, z1, …} for the unknowns, then {@code p0, p1, …} for the captured values
 * @param captured one value of the outer graph for each {@code p}
 */
record Closure(Program program, List<Expr> captured) {

    Closure {
        captured = List.copyOf(captured);
    }

    /** Name of input {@code i} among the unknowns. */
    static String unknown(int i) {
        return "z" + i;
    }

    /** Name of input {@code i} among the captured values. */
    static String capture(int i) {
        return "p" + i;
    }

    /** Closes outputs over unknowns, which {@link Graph#unknown} made. */
    static Closure of(List<Expr> unknowns, Map<String, Expr> outputs) {
        return new Lifting(unknowns).close(outputs);
    }

    private static final class Lifting {

        private final Graph to = new Graph();
        private final Map<Expr, Expr> copies = new HashMap<>();
        private final Set<Expr> dependent = new HashSet<>();
        private final List<Expr> captured = new ArrayList<>();

        Lifting(List<Expr> unknowns) {
            for (int i = 0; i < unknowns.size(); i++) {
                Expr z = unknowns.get(i);
                copies.put(z, to.input(unknown(i), z.shape(), Role.EXAMPLE));
                dependent.add(z);
            }
        }

        Closure close(Map<String, Expr> outputs) {
            List<Expr> order = Graph.reachable(outputs.values());
            for (Expr e : order) {
                if (e.inputs().stream().anyMatch(dependent::contains)) {
                    dependent.add(e);
                    e.inputs().forEach(this::available);
                    copies.put(e, copy(e));
                }
            }
            outputs.forEach((name, e) -> to.output(name, available(e).spread()));
            return new Closure(Program.of(to), captured);
        }

        private Expr copy(Expr e) {
            if (e.op() instanceof ExampleSum) {
                throw new ProgramException(
                        "inner iteration: expected a body for one example, got a sum over examples of shape "
                                + e.shape()
                                + " that depends on the unknown; take it out of the body, or iterate outside the Program");
            }
            return Program.copy(to, e, copies);
        }

        /** What an inner operation reads: a copy of what depends on unknowns or is constant, an input for anything else. */
        private Expr available(Expr e) {
            Expr known = copies.get(e);
            if (known == null) {
                known = constant(e) ? to.node(e.op()) : declare(e);
                copies.put(e, known);
            }
            return Objects.requireNonNull(known);
        }

        private static boolean constant(Expr e) {
            return e.op() instanceof Leaf.Fill || e.op() instanceof Leaf.Literal;
        }

        private Expr declare(Expr e) {
            captured.add(e);
            Role role = e.kind() == Kind.BATCHED ? Role.EXAMPLE : Role.SHARED;
            return to.input(capture(captured.size() - 1), e.shape(), role);
        }
    }
}
