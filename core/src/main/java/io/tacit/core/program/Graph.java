package io.tacit.core.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A graph under construction: where inputs are declared and outputs named while a {@link Program} is traced. Nodes are hash-consed, so
 * equal expressions are built once, and simplified as they are added (constant folding, x + 0, 1 · x, ...).
 */
public final class Graph {

    private record Key(Op op, List<Integer> inputs) {}

    private final Map<Key, Expr> nodes = new HashMap<>();
    private final Map<String, Expr> inputs = new LinkedHashMap<>();
    private final Map<String, Expr> outputs = new LinkedHashMap<>();
    private int unknowns;

    Graph() {}

    /** Declares an input with one value per example. */
    public Expr example(String name, int... dims) {
        return input(name, Shape.of(dims), Role.EXAMPLE);
    }

    /** Declares an input with one value for the batch. */
    public Expr shared(String name, int... dims) {
        return input(name, Shape.of(dims), Role.SHARED);
    }

    /** Declares a parameter: a slice of θ. */
    public Expr param(String name, int... dims) {
        return input(name, Shape.of(dims), Role.PARAM);
    }

    /** Declares an input, or gives the one of that name if it is the same. */
    public Expr input(String name, Shape shape, Role role) {
        Leaf.Input wanted = new Leaf.Input(name, shape, role);
        Expr known = inputs.get(name);
        if (known != null && !known.op().equals(wanted)) {
            throw new ProgramException("input '" + name + "': declared before as " + known.op() + ", now as " + wanted);
        }
        return inputs.computeIfAbsent(name, n -> node(wanted));
    }

    /** A constant tensor, row-major. */
    public Expr constant(Shape shape, double... values) {
        return node(new Leaf.Literal(shape, Arrays.stream(values).boxed().toList()));
    }

    /** A constant scalar. */
    public Expr constant(double value) {
        return fill(Shape.SCALAR, value);
    }

    /** One constant in every place. */
    public Expr fill(Shape shape, double value) {
        return node(new Leaf.Fill(shape, value));
    }

    /** The number of examples of the batch, as a SHARED scalar. */
    public Expr exampleCount() {
        return node(new Leaf.ExampleCount());
    }

    /** Values one after another along an axis. */
    public Expr concat(int axis, List<Expr> parts) {
        return parts.size() == 1 ? parts.get(0) : node(new Concat(axis), parts);
    }

    public Expr concat(int axis, Expr... parts) {
        return concat(axis, List.of(parts));
    }

    /** Names a value as an output of the Program. */
    public void output(String name, Expr value) {
        if (outputs.putIfAbsent(name, value) != null) {
            throw new ProgramException("output '" + name + "' is named twice");
        }
    }

    /** The node of an operation on operands of equal graph, new or known, simplified. */
    public Expr node(Op op, Expr... operands) {
        return node(op, List.of(operands));
    }

    Expr node(Op op, List<Expr> operands) {
        if (operands.stream().anyMatch(e -> e.graph() != this)) {
            throw new ProgramException(op.symbol() + ": an operand belongs to another trace");
        }
        Shape shape = op.shape(operands.stream().map(Expr::shape).toList());
        Optional<Expr> simpler = Simplify.simpler(this, op, operands, shape);
        if (simpler.isPresent()) {
            return simpler.get();
        }
        Key key = new Key(op, operands.stream().map(Expr::id).toList());
        Expr known = nodes.get(key);
        if (known == null) {
            known = new Expr(this, nodes.size(), op, operands, shape);
            nodes.put(key, known);
        }
        return known;
    }

    /** A placeholder for the argument of a function that {@link Closure} closes: BATCHED, and no input of the Program. */
    Expr unknown(Shape shape) {
        return node(new Leaf.Input("?" + unknowns++, shape, Role.EXAMPLE));
    }

    /** What an output needs must be declared and, in a derivative, have one. */
    void requireComplete(Expr e) {
        if (e.op() instanceof Leaf.Input input && inputs.get(input.name()) != e) {
            throw new ProgramException("output: depends on the unknown " + e
                    + " of an inner iteration, which has no value outside the body; return it from the body");
        }
        if (e.op() instanceof NoDerivative none) {
            throw none.refused();
        }
    }

    Expr binary(Binary op, Expr a, Expr b) {
        Shape common = a.shape().equals(b.shape()) ? a.shape() : Broadcast.common(op, a.shape(), b.shape());
        return node(op, a.broadcast(common), b.broadcast(common));
    }

    Collection<Expr> inputs() {
        return inputs.values();
    }

    Map<String, Expr> outputs() {
        return outputs;
    }

    /** What the given values need, operands first. */
    static List<Expr> reachable(Collection<Expr> from) {
        Map<Integer, Expr> seen = new java.util.TreeMap<>();
        List<Expr> open = new ArrayList<>(from);
        while (!open.isEmpty()) {
            Expr e = open.remove(open.size() - 1);
            if (seen.putIfAbsent(e.id(), e) == null) {
                open.addAll(e.inputs());
            }
        }
        return List.copyOf(seen.values());
    }
}
