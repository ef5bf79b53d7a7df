package io.tacit.core.program;

import io.tacit.core.tensor.ParamLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A differentiable map written for one example: named inputs, named outputs, and a graph of operations between them. Immutable. The batch
 * is the engine's business.
 *
 * <pre>{@code
 * Program field = Program.trace(g -> {
 *     Expr z = g.example("z", D), t = g.shared("t"), w = g.param("w", H, D), b = g.param("b", H), v = g.param("v", D, H);
 *     return v.matmul(w.matmul(z).plus(b).plus(t).tanh());
 * });
 * Program divergence = field.jvp("z");   // inputs z, t, d.z, parameters; outputs value, d.value
 * Program gradient = field.vjp("z", "w"); // inputs z, t, adj.value, parameters; outputs value, adj.z, adj.w
 * }</pre>
 *
 * <p>Both transforms keep the original outputs, add theirs and give Programs again. Parameters are slices of one flat vector θ, in the order
 * of {@link #layout()}.
 */
public final class Program {

    /** Name of the output of {@link #trace}. */
    public static final String VALUE = "value";

    /** A declared input, used or not. */
    public record Input(String name, Shape shape, Role role) {}

    /**
     * A named output.
     *
     * @param gradientOf the parameter whose cotangent this is, if it comes from the last vjp
     */
    public record Output(String name, Expr expr, Optional<String> gradientOf) {}

    private final List<Input> inputs;
    private final List<Output> outputs;
    private final List<Input> arguments;
    private final List<Output> results;
    private final List<Expr> nodes;
    private final ParamLayout layout;
    private final int forwardOrder;
    private final int reverseOrder;

    Program(Graph g, ParamLayout layout, Map<String, String> gradients, int forwardOrder, int reverseOrder) {
        this.inputs = g.inputs().stream()
                .map(e -> (Leaf.Input) e.op())
                .map(i -> new Input(i.name(), i.shape(), i.role()))
                .toList();
        this.outputs = g.outputs().entrySet().stream()
                .map(o -> new Output(o.getKey(), o.getValue(), Optional.ofNullable(gradients.get(o.getKey()))))
                .toList();
        this.arguments = inputs.stream().filter(i -> i.role() != Role.PARAM).toList();
        this.results = outputs.stream().filter(o -> o.gradientOf().isEmpty()).toList();
        this.nodes = Graph.reachable(g.outputs().values());
        this.nodes.forEach(g::requireComplete);
        this.layout = layout;
        this.forwardOrder = forwardOrder;
        this.reverseOrder = reverseOrder;
    }

    /** Traces a map with one output, named {@link #VALUE}. */
    public static Program trace(Function<Graph, Expr> body) {
        return of(g -> g.output(VALUE, body.apply(g)));
    }

    /** Traces a map that names its outputs itself by {@link Graph#output}. */
    public static Program of(Consumer<Graph> body) {
        Graph g = new Graph();
        body.accept(g);
        return of(g);
    }

    static Program of(Graph g) {
        if (g.outputs().isEmpty()) {
            throw new ProgramException("a Program needs an output");
        }
        return new Program(g, layoutOf(g), Map.of(), 0, 0);
    }

    private static ParamLayout layoutOf(Graph g) {
        ParamLayout layout = ParamLayout.EMPTY;
        for (Expr e : g.inputs()) {
            if (e.op() instanceof Leaf.Input input && input.role() == Role.PARAM) {
                layout = layout.append(input.name(), input.shape().dims());
            }
        }
        return layout;
    }

    /** Declared inputs in order. */
    public List<Input> inputs() {
        return inputs;
    }

    /** The declared inputs that are not parameters, in order: what is bound at a run. */
    public List<Input> arguments() {
        return arguments;
    }

    public Input input(String name) {
        return inputs.stream()
                .filter(i -> i.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProgramException("input '" + name + "': expected one of " + names()));
    }

    private List<String> names() {
        return inputs.stream().map(Input::name).toList();
    }

    public List<Output> outputs() {
        return outputs;
    }

    public Output output(String name) {
        return outputs.stream()
                .filter(o -> o.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProgramException("output '" + name + "': expected one of "
                        + outputs.stream().map(Output::name).toList()));
    }

    /** The outputs that a run writes, in order: all but parameter cotangents, which are added to the gradient. */
    public List<Output> results() {
        return results;
    }

    /** Everything the outputs need, operands first. */
    public List<Expr> nodes() {
        return nodes;
    }

    /** The places of the parameters in θ. */
    public ParamLayout layout() {
        return layout;
    }

    /** Names of the parameters, in order. */
    public Set<String> params() {
        return inputs.stream()
                .filter(i -> i.role() == Role.PARAM)
                .map(Input::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    int forwardOrder() {
        return forwardOrder;
    }

    int reverseOrder() {
        return reverseOrder;
    }

    /** This Program with parameters placed in a larger θ, which must hold them with the same shapes. */
    public Program withLayout(ParamLayout whole) {
        for (ParamLayout.Entry entry : layout.entries()) {
            if (!whole.entry(entry.name()).shape().equals(entry.shape())) {
                throw new ProgramException("parameter '" + entry.name() + "': expected shape " + entry.shape()
                        + ", the layout has " + whole.entry(entry.name()).shape());
            }
        }
        return rebuilt(outputs, whole);
    }

    /** This Program with the named outputs only, and without the work that only the others need. Inputs stay declared. */
    public Program select(String... names) {
        return rebuilt(Arrays.stream(names).map(this::output).toList(), layout);
    }

    /** This Program without inputs that no output reads: they need not be bound. The places of parameters in θ stay. */
    public Program used() {
        Graph g = new Graph();
        Map<Expr, Expr> copies = new HashMap<>();
        for (Expr e : nodes) {
            copies.put(
                    e,
                    e.op() instanceof Leaf.Input input
                            ? g.input(input.name(), input.shape(), input.role())
                            : copy(g, e, copies));
        }
        Map<String, String> gradients = new HashMap<>();
        for (Output o : outputs) {
            g.output(o.name(), Objects.requireNonNull(copies.get(o.expr()), o.name()));
            o.gradientOf().ifPresent(p -> gradients.put(o.name(), p));
        }
        return new Program(g, layout, gradients, forwardOrder, reverseOrder);
    }

    private Program rebuilt(List<Output> kept, ParamLayout newLayout) {
        Graph g = new Graph();
        Map<String, Expr> values = inline(g, Map.of());
        Map<String, String> gradients = new HashMap<>();
        for (Output o : kept) {
            g.output(o.name(), Objects.requireNonNull(values.get(o.name()), o.name()));
            o.gradientOf().ifPresent(p -> gradients.put(o.name(), p));
        }
        return new Program(g, newLayout, gradients, forwardOrder, reverseOrder);
    }

    /**
     * Forward-mode derivative by the named inputs: the Program with inputs {@code d.x} for each of them and outputs {@code d.y} for each
     * output, {@code dy = Σ ∂y/∂x dx}. A tangent of a parameter is a SHARED input. Applied again, names begin with {@code d2.} and so on.
     */
    public Program jvp(String... wrt) {
        return ForwardMode.jvp(this, checked(wrt));
    }

    /**
     * Reverse-mode derivative by the named inputs: the Program with inputs {@code adj.y} for each output and outputs {@code adj.x} for each
     * of the named inputs, {@code x̄ = Σ (∂y/∂x)ᵀ ȳ}, summed over the examples where x is SHARED. Applied again, names begin with
     * {@code adj2.} and so on; cotangents of parameters from an earlier vjp are then ordinary outputs.
     */
    public Program vjp(String... wrt) {
        return ReverseMode.vjp(this, checked(wrt));
    }

    /** {@link #vjp(String...)} by all parameters and the named inputs. */
    public Program vjpWithParams(String... wrt) {
        Set<String> names = new LinkedHashSet<>(params());
        names.addAll(checked(wrt));
        return ReverseMode.vjp(this, names);
    }

    /** Name that the cotangent of an input or output has in the next {@link #vjp(String...)} of this Program. */
    public String cotangentOf(String name) {
        return prefix("adj", reverseOrder + 1) + name;
    }

    /** Name that the tangent of an input or output has in the next {@link #jvp(String...)} of this Program. */
    public String tangentOf(String name) {
        return prefix("d", forwardOrder + 1) + name;
    }

    private Set<String> checked(String... wrt) {
        Set<String> names = new LinkedHashSet<>(Arrays.asList(wrt));
        names.forEach(this::input);
        return names;
    }

    static String prefix(String letter, int order) {
        return order == 1 ? letter + "." : letter + order + ".";
    }

    /**
     * Writes this Program into a graph under construction. Inputs named in {@code bindings} are replaced by those expressions (of the same
     * shape, of either kind); the others are declared in the graph under their own names.
     *
     * @return the outputs by name
     */
    public Map<String, Expr> inline(Graph g, Map<String, Expr> bindings) {
        Map<Expr, Expr> copies = new HashMap<>();
        Map<String, Expr> bound = new HashMap<>();
        for (Input input : inputs) {
            bound.put(input.name(), bind(g, input, bindings));
        }
        for (Expr e : nodes) {
            copies.put(e, e.op() instanceof Leaf.Input input ? bound.get(input.name()) : copy(g, e, copies));
        }
        Map<String, Expr> values = new LinkedHashMap<>();
        outputs.forEach(o -> values.put(o.name(), copies.get(o.expr())));
        return values;
    }

    /** One output of {@link #inline(Graph, Map)}. */
    public Expr inline(Graph g, Map<String, Expr> bindings, String output) {
        Expr value = select(output).inline(g, bindings).get(output);
        return java.util.Objects.requireNonNull(value, output);
    }

    private static Expr bind(Graph g, Input input, Map<String, Expr> bindings) {
        Expr given = bindings.get(input.name());
        if (given == null) {
            return g.input(input.name(), input.shape(), input.role());
        }
        if (!given.shape().equals(input.shape())) {
            throw new ProgramException("input '" + input.name() + "': expected shape " + input.shape()
                    + ", bound to one of " + given.shape());
        }
        return given;
    }

    static Expr copy(Graph g, Expr e, Map<Expr, Expr> copies) {
        List<Expr> operands = new ArrayList<>();
        e.inputs().forEach(i -> operands.add(copies.get(i)));
        if (e.op() instanceof Spread) {
            return operands.get(0).spread();
        }
        return e.op() instanceof ExampleSum ? operands.get(0).spread().sumExamples() : g.node(e.op(), operands);
    }

    /**
     * This Program for evaluation: without {@link Implicit}, which is the identity of its first operand once nothing is differentiated any more, and
     * without what only it reads.
     */
    public Program evaluated() {
        return nodes.stream().anyMatch(e -> e.op() instanceof Implicit) ? Evaluated.of(this) : this;
    }

    /** Graphviz source of the graph. */
    public String toDot() {
        return Printer.dot(this);
    }

    /** One line a value, as a person would write it down. */
    @Override
    public String toString() {
        return Printer.text(this);
    }
}
