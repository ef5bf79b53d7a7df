package io.tacit.core.solve;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.program.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A step under construction, or the start of a solve: what a {@link Method} reads and what it says. Evaluations of the field are counted, each
 * different one once and only where a result needs it: a method whose last stage is the derivative at its end ("first same as last") gets
 * that for nothing.
 */
public final class StepGraph {

    private final Graph graph;
    private final Scheme.Parts parts;
    private final Optional<ErrorNorm> norm;
    private final Components state;
    private final Map<String, Expr> memory = new LinkedHashMap<>();
    private final Map<String, Expr> noises;
    private final Expr t;
    private final Expr dt;
    private final Evaluations evaluations;
    private final Map<String, Expr> remembered = new LinkedHashMap<>();
    private final Map<String, Expr> said = new LinkedHashMap<>();
    private final List<Expr> results = new ArrayList<>();
    private Optional<Components> end = Optional.empty();
    private Optional<Components> error = Optional.empty();
    private boolean endOnly;

    /** What a step has that a start has not. */
    private record Driven(List<Program.Input> memory, List<Program.Input> noises) {}

    private StepGraph(Graph graph, Scheme.Parts parts, Driven driven, Optional<ErrorNorm> norm) {
        this.graph = graph;
        this.evaluations = new Evaluations(graph);
        this.parts = parts;
        this.norm = norm;
        this.state = new Components(declared(parts.states()));
        this.memory.putAll(declared(driven.memory()));
        this.t = graph.input(Equation.TIME, Shape.SCALAR, parts.clock());
        this.dt = graph.input(Equation.STEP, Shape.SCALAR, parts.clock());
        this.noises = declared(driven.noises());
        declared(parts.constants());
    }

    private Map<String, Expr> declared(List<Program.Input> inputs) {
        Map<String, Expr> values = new LinkedHashMap<>();
        inputs.forEach(i -> values.put(i.name(), graph.input(i.name(), i.shape(), i.role())));
        return values;
    }

    /** A start; {@code automatic} where it gives the size of the first step. */
    static StepGraph start(Graph graph, Scheme.Parts parts, Optional<ErrorNorm> automatic) {
        return new StepGraph(graph, parts, new Driven(List.of(), List.of()), automatic);
    }

    static StepGraph step(Graph graph, Scheme.Parts parts) {
        return new StepGraph(graph, parts, new Driven(parts.memory(), parts.noises()), Optional.empty());
    }

    // What a method reads

    public Graph graph() {
        return graph;
    }

    /** The state where the step begins. */
    public Components state() {
        return state;
    }

    /** One value of the memory. */
    public Expr memory(String name) {
        return Objects.requireNonNull(memory.get(name), name);
    }

    /** The memory declared by {@link Equation#likeState}, under the names of the components. */
    public Components memoryLikeState(String prefix) {
        return Components.of(state.names(), s -> memory(prefix + s));
    }

    /** One of the noises of the step. */
    public Expr noise(String name) {
        return Objects.requireNonNull(noises.get(name), name);
    }

    public Expr t() {
        return t;
    }

    /** Signed size of the step. */
    public Expr dt() {
        return dt;
    }

    /** At the start of a solve: the direction of time, 1 or −1. */
    public Expr direction() {
        return dt;
    }

    /** At the start of a solve: the norm by which to choose the size of the first step, where the controller leaves it to the method. */
    public Optional<ErrorNorm> firstStepNorm() {
        return norm;
    }

    /**
     * Evaluates some outputs of a field with some of its inputs replaced. Counts as one evaluation; where a method evaluates halves of a field,
     * the half that is evaluated most often counts.
     */
    public Map<String, Expr> evaluate(Program field, List<String> outputs, Map<String, Expr> bindings) {
        return evaluations.of(field, outputs, bindings);
    }

    // What a method says

    /** The state where the step ends. */
    public void end(Components value) {
        end = Optional.of(value);
    }

    /** The estimated error of each component where the step ends. */
    public void error(Components estimate) {
        error = Optional.of(estimate);
    }

    /** What the memory holds from here on. */
    public void remember(String name, Expr value) {
        remembered.put(name, value);
    }

    /** {@link #remember(String, Expr)} for each component. */
    public void rememberLikeState(String prefix, Components values) {
        values.byName().forEach((s, value) -> remember(prefix + s, value));
    }

    /** At the start of a solve: the size of the first step. */
    public void firstStep(Expr size) {
        said.put(Equation.STEP, size);
    }

    /** The factor that the method wants for the size of the next step. */
    public void factor(Expr wanted) {
        said.put(Scheme.FACTOR, perClock(wanted));
    }

    /** Evaluations within inner iterations, beside those of {@link #evaluate}. */
    public void work(Expr evaluations) {
        said.put(Scheme.WORK, perClock(evaluations));
    }

    /** 1 where the inner iteration of the step converged, else 0: then the step is not accepted. */
    public void converged(Expr flag) {
        said.put(Scheme.CONVERGED, perClock(flag));
    }

    private Expr perClock(Expr value) {
        return parts.clock() == Role.EXAMPLE ? value.spread() : overExamples(value);
    }

    private static Expr overExamples(Expr value) {
        return value.kind() == Kind.BATCHED ? value.meanExamples() : value;
    }

    // What becomes of it

    void outputStart() {
        parts.memory().forEach(m -> output(m.name(), remembered(m)));
        norm.ifPresent(n ->
                output(Equation.STEP, said(Equation.STEP, "the size of a first step: set one by Pid.withFirstStep")));
    }

    /**
     * States and memory of a step that is known to be accepted. Where each example has its own step, the memory of those at rest (dt = 0) stays, so
     * that a replay leaves lanes alone that did not move.
     */
    void outputAccepted() {
        Components after = end.orElseThrow(() -> missing("an end"));
        Optional<Expr> rests = perLane(dt.equal(dt.like(0)));
        parts.states().forEach(s -> output(s.name(), after.get(s.name())));
        parts.memory()
                .forEach(m -> output(
                        m.name(),
                        rests.map(r -> r.where(memory(m.name()), remembered(m))).orElse(remembered(m))));
    }

    /**
     * States and memory of a step that is tried, and what it says of itself. Where each example has its own step, those with an error above 1 stay.
     */
    void outputTried(Optional<ErrorNorm> by) {
        Components after = end.orElseThrow(() -> missing("an end"));
        Optional<Expr> scaled = by.map(n -> n.of(error.orElseThrow(() -> missing("an error")), state, after))
                .map(this::ofConverged);
        if (scaled.isEmpty()) {
            outputAccepted();
        } else {
            Optional<Expr> moves = scaled.flatMap(e -> perLane(e.lessOrEqual(e.like(1))));
            parts.states().forEach(s -> output(s.name(), moved(moves, after.get(s.name()), state.get(s.name()))));
            parts.memory().forEach(m -> output(m.name(), moved(moves, remembered(m), memory(m.name()))));
        }
        scaled.ifPresent(e -> output(Scheme.ERROR, e));
        outputSaid();
    }

    /** The error, no number where an inner iteration did not converge. */
    private Expr ofConverged(Expr scaled) {
        return Optional.ofNullable(said.get(Scheme.CONVERGED))
                .map(c -> c.less(c.like(1)).where(scaled.like(Double.NaN), scaled))
                .orElse(scaled);
    }

    private static Optional<Expr> perLane(Expr condition) {
        return Optional.of(condition).filter(e -> e.kind() == Kind.BATCHED);
    }

    private void outputSaid() {
        Scheme.SAID.forEach(n -> Optional.ofNullable(said.get(n)).ifPresent(e -> output(n, e)));
    }

    /** The states alone. */
    void outputEnd() {
        Components after = end.orElseThrow(() -> missing("an end"));
        parts.states().forEach(s -> output(s.name(), after.get(s.name())));
        endOnly = true;
    }

    /** The states alone, and what the step says of itself. */
    void outputTriedEnd() {
        outputEnd();
        outputSaid();
    }

    private static Expr moved(Optional<Expr> condition, Expr then, Expr otherwise) {
        return condition.map(c -> c.where(then, otherwise)).orElse(then);
    }

    private Expr remembered(Program.Input input) {
        Expr value = Optional.ofNullable(remembered.get(input.name()))
                .orElseThrow(() -> missing("memory '" + input.name() + "'"));
        return input.role() == Role.EXAMPLE ? value.spread() : value;
    }

    private Expr said(String name, String what) {
        return Optional.ofNullable(said.get(name)).orElseThrow(() -> missing(what));
    }

    private static IllegalStateException missing(String what) {
        return new IllegalStateException("the method did not give " + what);
    }

    private void output(String name, Expr value) {
        graph.output(name, value);
        results.add(value);
    }

    /** Evaluations that the results need. */
    int evaluations() {
        return evaluations.count(results, endOnly ? end : Optional.empty());
    }
}
