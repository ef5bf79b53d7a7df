package io.tacit.core.root;

import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Executable;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.tensor.FlatVector;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Solver for the roots of one residual outside a trace: compiles once, solves any number of batches. Made by {@link RootMethod#on}; thread-safe.
 *
 * <p>The residual is a Program with an EXAMPLE input {@value #UNKNOWN}, the unknown, whose value given at a solve is the guess; any other inputs and parameters;
 * and one output of the unknown's shape.
 */
public final class RootSolver {

    /** Name of the residual's input that is solved for. */
    public static final String UNKNOWN = "z";

    private final Engine engine;
    private final RootMethod method;
    private final Program forward;
    private final Executable solve;
    private final Executable pullback;

    RootSolver(Engine engine, RootMethod method, Program residual) {
        requireResidual(residual);
        this.engine = engine;
        this.method = method;
        this.forward = Program.of(g -> write(g, residual)).withLayout(residual.layout());
        this.solve = engine.compile(forward);
        this.pullback = engine.compileLazily(forward.select(Program.VALUE).vjpWithParams(inputs(residual)));
    }

    private static void requireResidual(Program residual) {
        Program.Input z = residual.input(UNKNOWN);
        if (z.role() != Role.EXAMPLE || residual.outputs().size() != 1) {
            throw new IllegalArgumentException("residual: expected an EXAMPLE input 'z' and one output, got " + z
                    + " and " + residual.outputs().size() + " outputs");
        }
    }

    private static String[] inputs(Program residual) {
        Set<String> names = new LinkedHashSet<>();
        residual.arguments().forEach(i -> names.add(i.name()));
        names.remove(UNKNOWN);
        return names.toArray(String[]::new);
    }

    private void write(Graph g, Program residual) {
        residual.inputs().forEach(i -> g.input(i.name(), i.shape(), i.role()));
        Program.Input z = residual.input(UNKNOWN);
        String output = residual.outputs().get(0).name();
        Root root = method.solve(g.input(z.name(), z.shape(), z.role()), v -> residual.inline(g, bound(v), output));
        g.output(Program.VALUE, root.value());
        g.output(Roots.ITERATIONS, root.iterations().spread());
        g.output(Roots.RESIDUAL, root.residual().spread());
        g.output(Roots.STATUS, root.status().spread());
        g.output(Roots.REGULAR, root.regular().spread());
    }

    private static Map<String, Expr> bound(Expr v) {
        return new HashMap<>(Map.of(UNKNOWN, v));
    }

    /**
     * Solves for each example.
     *
     * @param inputs for each input that is no parameter its values {@code [example][place]}, one row where it is SHARED; those of {@value #UNKNOWN} are the guess
     * @param theta the parameters, in the order of the residual's layout
     */
    public Roots solve(Map<String, double[][]> inputs, FlatVector theta) {
        return Roots.run(new Rows(engine), this, inputs, theta);
    }

    /** {@link #solve(Map, FlatVector)} of a residual without parameters. */
    public Roots solve(Map<String, double[][]> inputs) {
        return solve(inputs, FlatVector.zeros(engine.precision(), 0));
    }

    Executable solving() {
        return solve;
    }

    /** Inputs of the residual that are no parameters, but the unknown. */
    List<String> inputs() {
        return forward.arguments().stream()
                .map(Program.Input::name)
                .filter(name -> !name.equals(UNKNOWN))
                .toList();
    }

    String cotangentOf(String name) {
        return forward.cotangentOf(name);
    }

    Executable pullback() {
        return pullback;
    }

    RootMethod method() {
        return method;
    }
}
