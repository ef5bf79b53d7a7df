package io.tacit.core.root;

import io.tacit.core.program.Iterate.Status;
import io.tacit.core.program.Program;
import io.tacit.core.tensor.FlatVector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Roots of a batch, one for each example, with how each was found and the gradient of what is computed from them. */
public final class Roots {

    static final String ITERATIONS = "iterations";
    static final String RESIDUAL = "residual";
    static final String STATUS = "status";
    static final String REGULAR = "regular";

    private final Rows rows;
    private final RootSolver solver;
    private final Map<String, double[][]> inputs;
    private final FlatVector theta;
    private final Map<String, double[][]> results;

    private Roots(Rows rows, RootSolver solver, Map<String, double[][]> inputs, FlatVector theta) {
        this.rows = rows;
        this.solver = solver;
        Map<String, double[][]> own = new HashMap<>();
        inputs.forEach((name, values) ->
                own.put(name, Arrays.stream(values).map(double[]::clone).toArray(double[][]::new)));
        this.inputs = Map.copyOf(own);
        this.theta = theta.copy();
        this.results = rows.run(solver.solving(), inputs, theta).results();
    }

    static Roots run(Rows rows, RootSolver solver, Map<String, double[][]> inputs, FlatVector theta) {
        return new Roots(rows, solver, inputs, theta);
    }

    /** The roots {@code [example][place]}; where a search failed, its last z, or the guess. */
    public double[][] values() {
        return result(Program.VALUE);
    }

    private double[][] result(String name) {
        return Objects.requireNonNull(results.get(name), name);
    }

    private double number(String name, int example) {
        return result(name)[example][0];
    }

    /** How the search for one example ended. */
    public RootOutcome outcome(int example) {
        int iterations = (int) number(ITERATIONS, example);
        double residual = number(RESIDUAL, example);
        return switch (Status.values()[(int) number(STATUS, example)]) {
            case CONVERGED ->
                number(REGULAR, example) != 0
                        ? new RootOutcome.Found(iterations, residual)
                        : new RootOutcome.Singular(iterations, residual);
            case MAX_ITERATIONS ->
                new RootOutcome.NotConverged(
                        iterations, residual, solver.method().stop().atol());
            case NON_FINITE -> new RootOutcome.NonFinite(iterations);
        };
    }

    /** All outcomes, in the order of the examples. */
    public List<RootOutcome> outcomes() {
        return IntStream.range(0, values().length).mapToObj(this::outcome).toList();
    }

    /**
     * Gradient of a number whose derivative by the roots is {@code cotangents [example][place]}. An example that did not succeed adds 0.
     */
    public Gradient gradient(double[][] cotangents) {
        Map<String, double[][]> given = new HashMap<>(inputs);
        given.put(solver.cotangentOf(Program.VALUE), counted(cotangents));
        Rows.Values values = rows.run(solver.pullback(), given, theta);
        Map<String, double[][]> byInput = new LinkedHashMap<>();
        solver.inputs().forEach(name -> {
            double[][] cotangent = values.results().get(solver.cotangentOf(name));
            if (cotangent != null) {
                byInput.put(name, cotangent);
            }
        });
        return new Gradient(byInput, values.gradient());
    }

    /** The cotangents, 0 for examples that did not succeed. */
    private double[][] counted(double[][] cotangents) {
        double[][] counted = new double[cotangents.length][];
        for (int b = 0; b < counted.length; b++) {
            counted[b] =
                    b >= values().length || outcome(b).succeeded() ? cotangents[b] : new double[cotangents[b].length];
        }
        return counted;
    }

    /**
     * Derivatives of a number that is computed from roots.
     *
     * @param inputs by each input of the residual but the unknown: {@code [example][place]}, summed over the examples where it is SHARED
     * @param theta by the parameters, summed over the examples
     */
    public record Gradient(Map<String, double[][]> inputs, FlatVector theta) {

        /** The derivative by one input. */
        public double[][] of(String input) {
            double[][] found = inputs.get(input);
            if (found == null) {
                throw new IllegalArgumentException("gradient by '" + input + "': expected one of " + inputs.keySet());
            }
            return found;
        }
    }
}
