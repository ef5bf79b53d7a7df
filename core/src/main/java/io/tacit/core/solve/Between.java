package io.tacit.core.solve;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.program.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An interpolant under construction: what an {@link Interpolating} method reads of both ends of a step. */
public final class Between {

    private static final String END = "end.";
    /** Name of the input that is the fraction. */
    public static final String FRACTION = "fraction";

    private final Scheme.Parts parts;
    private final Map<String, Expr> begin;
    private final Map<String, Expr> end;
    private final Expr dt;
    private final Expr fraction;

    Between(Graph graph, Scheme.Parts parts) {
        this.parts = parts;
        this.begin = declared(graph, "", parts.passed());
        this.end = declared(graph, END, parts.passed());
        this.dt = graph.input(Equation.STEP, Shape.SCALAR, parts.clock());
        this.fraction = graph.input(FRACTION, Shape.SCALAR, Role.EXAMPLE);
    }

    private static Map<String, Expr> declared(Graph graph, String prefix, List<Program.Input> inputs) {
        Map<String, Expr> values = new LinkedHashMap<>();
        inputs.forEach(i -> values.put(i.name(), graph.input(prefix + i.name(), i.shape(), i.role())));
        return values;
    }

    /** Name of a value of the carry where the step ends. */
    public static String atEnd(String name) {
        return END + name;
    }

    private static Expr get(Map<String, Expr> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    private List<String> states() {
        return parts.states().stream().map(Program.Input::name).toList();
    }

    /** The state where the step begins. */
    public Components state() {
        return Components.of(states(), s -> get(begin, s));
    }

    /** The state where the step ends. */
    public Components endState() {
        return Components.of(states(), s -> get(end, s));
    }

    /** The memory where the step begins, declared by {@link Equation#likeState}. */
    public Components memoryLikeState(String prefix) {
        return Components.of(states(), s -> get(begin, prefix + s));
    }

    /** The memory where the step ends, declared by {@link Equation#likeState}. */
    public Components endMemoryLikeState(String prefix) {
        return Components.of(states(), s -> get(end, prefix + s));
    }

    /** Signed size of the step. */
    public Expr dt() {
        return dt;
    }

    /** How far into the step, from 0 to 1, for each example. */
    public Expr fraction() {
        return fraction;
    }
}
