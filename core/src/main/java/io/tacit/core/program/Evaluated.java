package io.tacit.core.program;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A Program with each {@link Implicit} replaced by its first operand, whose identity it is. */
final class Evaluated {

    private final Graph g = new Graph();
    private final Map<Expr, Expr> copies = new HashMap<>();

    private Evaluated() {}

    static Program of(Program program) {
        return new Evaluated().rebuilt(program);
    }

    private Program rebuilt(Program program) {
        program.inputs().forEach(i -> g.input(i.name(), i.shape(), i.role()));
        program.nodes().forEach(e -> copies.put(e, copy(e)));
        Map<String, String> gradients = new HashMap<>();
        for (Program.Output o : program.outputs()) {
            g.output(o.name(), copied(o.expr()));
            o.gradientOf().ifPresent(p -> gradients.put(o.name(), p));
        }
        return new Program(g, program.layout(), gradients, program.forwardOrder(), program.reverseOrder());
    }

    private Expr copy(Expr e) {
        if (e.op() instanceof Implicit) {
            return copied(e.input(0)).spread();
        }
        return Program.copy(g, e, copies);
    }

    private Expr copied(Expr e) {
        return Objects.requireNonNull(copies.get(e));
    }
}
