package io.tacit.core.nn;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.program.Shape;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The surroundings in which a {@link Module} is traced: the graph, its name for parameters, and the time, where there is one. */
public final class Scope {

    /** No name that an input of a network would have. */
    private static final String SHARED = "value of a shared part";

    private final Graph graph;
    private final String path;
    private final Map<String, Initializer> initializers;

    Scope(Graph graph, String path, Map<String, Initializer> initializers) {
        this.graph = graph;
        this.path = path;
        this.initializers = initializers;
    }

    public Graph graph() {
        return graph;
    }

    /** Time, as a scalar: the input {@code t} of a vector field. */
    public Expr time() {
        return graph.shared(Net.TIME);
    }

    /** Declares a parameter, named by the path of this scope, with the rule by which it begins. */
    public Expr param(String name, Initializer initializer, int... dims) {
        String full = path.isEmpty() ? name : path + "." + name;
        if (initializers.putIfAbsent(full, initializer) != null) {
            throw new IllegalArgumentException(
                    "parameter '" + full + "' is declared twice; give its block a name of its own");
        }
        return graph.param(full, dims);
    }

    /**
     * A part that is written several times with the same parameters, such as a map whose fixed point is sought.
     *
     * @param name of the part
     * @return what writes it for a value of this shape
     */
    public UnaryOperator<Expr> shared(String name, Module part, Shape shape) {
        Scope inside = child(name);
        Program traced = Program.trace(g -> {
            Scope own = new Scope(g, inside.path, initializers);
            return part.apply(own, g.input(SHARED, shape, Role.EXAMPLE));
        });
        return x -> traced.inline(graph, Map.of(SHARED, x), Program.VALUE);
    }

    /** The scope of a part. */
    public Scope child(String name) {
        return new Scope(graph, path.isEmpty() ? name : path + "." + name, initializers);
    }
}
