package io.tacit.core.program;

import java.util.stream.Collectors;

/** Programs as text and as Graphviz source. SHARED values are written {@code %n}, BATCHED ones {@code @n}. */
final class Printer {

    private Printer() {}

    static String text(Program program) {
        StringBuilder text = new StringBuilder("program(");
        text.append(program.inputs().stream()
                .map(i -> i.role().name().toLowerCase(java.util.Locale.ROOT) + " " + i.name() + i.shape())
                .collect(Collectors.joining(", ")));
        text.append(") {\n");
        program.nodes().forEach(e -> text.append("  ").append(line(e)).append('\n'));
        program.outputs().forEach(o -> text.append("  ")
                .append(o.name())
                .append(" := ")
                .append(name(o.expr()))
                .append('\n'));
        return text.append("}").toString();
    }

    static String line(Expr e) {
        return name(e) + e.shape() + " = " + call(e);
    }

    private static String name(Expr e) {
        return (e.kind() == Kind.SHARED ? "%" : "@") + e.id();
    }

    private static String call(Expr e) {
        return label(e.op()) + e.inputs().stream().map(Printer::name).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String label(Op op) {
        if (op instanceof Leaf.Input input) {
            return input.symbol() + " " + input.name();
        }
        if (op instanceof Leaf.Fill fill) {
            return String.valueOf(fill.value());
        }
        if (op instanceof Slice slice) {
            return "slice[" + slice.axis() + ": " + slice.start() + "+" + slice.length() + "]";
        }
        if (op instanceof SumAxes sum) {
            return "sum" + sum.axes();
        }
        return op.symbol();
    }

    static String dot(Program program) {
        StringBuilder dot =
                new StringBuilder("digraph program {\n  rankdir=TB; node [shape=box, fontname=monospace];\n");
        for (Expr e : program.nodes()) {
            String style = e.kind() == Kind.SHARED ? ", style=filled, fillcolor=lightgrey" : "";
            dot.append("  n%d [label=\"%s %s\"%s];%n".formatted(e.id(), escaped(label(e.op())), e.shape(), style));
            e.inputs().forEach(i -> dot.append("  n%d -> n%d;%n".formatted(i.id(), e.id())));
        }
        for (Program.Output o : program.outputs()) {
            dot.append("  \"%s\" [shape=ellipse]; n%d -> \"%1$s\";%n"
                    .formatted(escaped(o.name()), o.expr().id()));
        }
        return dot.append("}\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
