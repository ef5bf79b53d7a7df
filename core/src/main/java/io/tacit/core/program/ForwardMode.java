package io.tacit.core.program;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Forward mode (Wengert 1964): one pass over the nodes in order. Inputs in {@code wrt} get tangent inputs {@code d.name}; each output is
 * followed by its tangent {@code d.name}. The n-th jvp of a Program uses {@code dn.name}.
 */
final class ForwardMode {

    private ForwardMode() {}

    static Program jvp(Program program, Set<String> wrt) {
        Graph g = new Graph();
        String prefix = Program.prefix("d", program.forwardOrder() + 1);
        Map<String, Expr> outputs = program.inline(g, Map.of());
        List<Expr> order = Graph.reachable(outputs.values());
        Map<Expr, Expr> tangents = new HashMap<>();
        for (Program.Input input : program.inputs()) {
            if (wrt.contains(input.name())) {
                Role role = input.role() == Role.EXAMPLE ? Role.EXAMPLE : Role.SHARED;
                Expr tangent = g.input(prefix + input.name(), input.shape(), role);
                tangents.put(g.input(input.name(), input.shape(), input.role()), tangent);
            }
        }
        for (Expr e : order) {
            if (!e.inputs().isEmpty()) {
                List<Optional<Expr>> dx = e.inputs().stream()
                        .map(i -> Optional.ofNullable(tangents.get(i)))
                        .toList();
                if (dx.stream().anyMatch(Optional::isPresent)) {
                    e.op().tangent(e, dx).ifPresent(d -> tangents.put(e, d));
                }
            }
        }
        outputs.forEach(g::output);
        outputs.forEach((name, y) -> g.output(prefix + name, ofKind(y, tangents.getOrDefault(y, y.like(0)))));
        return new Program(g, program.layout(), Map.of(), program.forwardOrder() + 1, program.reverseOrder());
    }

    /** A tangent or cotangent has the kind of its value. */
    static Expr ofKind(Expr value, Expr derivative) {
        return value.kind() == Kind.BATCHED ? derivative.spread() : derivative;
    }
}
