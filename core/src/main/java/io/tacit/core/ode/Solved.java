package io.tacit.core.ode;

import io.tacit.core.adjoint.Checkpointed;
import io.tacit.core.adjoint.Cotangents;
import io.tacit.core.adjoint.Differentiable;
import io.tacit.core.adjoint.DifferentiableSolver;
import io.tacit.core.adjoint.Gradients;
import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.Outcome;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.Solution;
import io.tacit.core.solve.Span;
import io.tacit.core.solve.Work;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.tensor.FlatVector;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** A solution in plain arrays, and its gradient. Not for several threads at once. */
public final class Solved {

    private final Engine engine;
    private final DifferentiableSolver solver;
    private final Problem problem;
    private final Shape shape;
    private final Solution solution;
    private final Deque<Differentiable> unused = new ArrayDeque<>();

    private Solved(Engine engine, DifferentiableSolver solver, Problem problem) {
        this.engine = engine;
        this.solver = solver;
        this.problem = problem;
        this.shape = problem.initial().get(0).shape();
        Differentiable solved = solver.solve(problem);
        this.solution = solved.solution();
        unused.add(solved);
    }

    static Solved run(OdeSolver by, Ode ode, OdeSolver.Given given) {
        given.requireFits(ode);
        Engine engine = by.opened();
        Program.Input state = ode.stateInputs().get(0);
        Problem problem = new Problem(
                List.of(block(engine, state.shape(), given.z0())),
                List.of(),
                engine.vector(FlatVector.of(given.theta())),
                Span.of(given.from(), given.to()),
                by.saveAt());
        return new Solved(engine, by.adjoint().on(engine, ode, by.solver(), Ode.TIME), problem);
    }

    private static Block block(Engine engine, Shape shape, double[][] rows) {
        Block block = engine.allocate(Kind.BATCHED, shape, rows.length);
        block.load(
                FlatVector.of(
                        Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray()),
                0);
        return block;
    }

    private static double[][] rows(Block block) {
        return IntStream.range(0, block.examples()).mapToObj(b -> row(block, b)).toArray(double[][]::new);
    }

    private static double[] row(Block block, int example) {
        double[] row = new double[block.shape().size()];
        Arrays.setAll(row, i -> block.get(example, i));
        return row;
    }

    /** Whether every example reached the end. */
    public boolean succeeded() {
        return solution.succeeded();
    }

    /** How the solve of one example ended. */
    public Outcome outcome(int example) {
        return solution.report(example).outcome();
    }

    /** What the solve cost. */
    public Work work() {
        return solution.work();
    }

    private void requireSuccess() {
        for (int b = 0; b < problem.examples(); b++) {
            requireSuccess(b);
        }
    }

    private void requireSuccess(int example) {
        if (!outcome(example).succeeded()) {
            throw new IllegalStateException("example " + example + " was not solved: "
                    + outcome(example).advice());
        }
    }

    /**
     * The states at the end, {@code [example][place]}.
     *
     * @throws IllegalStateException where an example was not solved, with advice; {@link #outcome} says it without
     */
    public double[][] ends() {
        requireSuccess();
        return rows(solution.end().get(0));
    }

    /** The state of the first example at the end. */
    public double[] end() {
        return end(0);
    }

    /**
     * The state of one example at the end, whatever became of the others.
     *
     * @throws IllegalStateException where it was not solved, with advice
     */
    public double[] end(int example) {
        requireSuccess(example);
        return row(solution.end().get(0), example);
    }

    /** The states at one of the times kept, by its number, {@code [example][place]}. */
    public double[][] saved(int point) {
        requireSuccess();
        return rows(kept(point));
    }

    /** The state of one example at one of the times kept, whatever became of the others. */
    public double[] saved(int point, int example) {
        requireSuccess(example);
        return row(kept(point), example);
    }

    private Block kept(int point) {
        if (point < 0 || point >= solution.saved().size()) {
            throw new IllegalArgumentException("saved: expected the number of one of "
                    + solution.saved().size() + " times kept, from 0, got " + point + "; say which with saving(...)");
        }
        return solution.saved().get(point).get(0);
    }

    /** The gradient of a number whose derivative by the end of the only example is {@code cotangent}. */
    public Gradient gradient(double[] cotangent) {
        return gradient(new double[][] {cotangent});
    }

    /** The gradient of a number whose derivative by the ends is {@code cotangents [example][place]}. Examples that failed add 0. */
    public Gradient gradient(double[][] cotangents) {
        return gradient(Cotangents.ofEnd(List.of(cotangents("cotangents", cotangents))));
    }

    /** {@link #gradient(double[][])} of a number that depends on the states kept as well: one row of rows for each time. */
    public Gradient gradient(double[][] cotangents, List<double[][]> ofSaved) {
        if (ofSaved.size() != solution.saved().size()) {
            throw new IllegalArgumentException("ofSaved: expected cotangents for each of "
                    + solution.saved().size() + " times kept, got " + ofSaved.size());
        }
        return gradient(new Cotangents(
                List.of(cotangents("cotangents", cotangents)),
                ofSaved.stream().map(c -> List.of(cotangents("ofSaved", c))).toList()));
    }

    private Block cotangents(String name, double[][] rows) {
        boolean fits = rows.length == problem.examples() && Arrays.stream(rows).allMatch(r -> r.length == shape.size());
        if (!fits) {
            throw new IllegalArgumentException(name + ": expected " + problem.examples() + " rows of " + shape.size()
                    + " values, got " + rows.length + " of "
                    + Arrays.toString(
                            Arrays.stream(rows).mapToInt(r -> r.length).toArray()));
        }
        return block(engine, shape, rows);
    }

    /** The first gradient goes back over the solve there was; what that needed is gone then, so a further one solves again. */
    private Gradient gradient(Cotangents cotangents) {
        Differentiable solved = unused.isEmpty() ? solver.solve(problem) : unused.remove();
        Block theta = engine.allocate(Kind.SHARED, problem.theta().shape(), 1);
        Gradients gradients = solved.pullback(cotangents, theta);
        if (!solved.backward().outcome().succeeded()) {
            throw new IllegalStateException("the adjoint equation was not solved: "
                    + solved.backward().outcome().advice());
        }
        return new Gradient(
                rows(gradients.initial().get(0)),
                IntStream.range(0, theta.shape().size())
                        .mapToDouble(i -> theta.get(0, i))
                        .toArray(),
                gradients.times().from()[0],
                gradients.times().to()[0],
                gradients.times().saved()[0]);
    }

    /**
     * Derivatives of a number that is computed from a solution.
     *
     * @param initial by the initial states, {@code [example][place]}
     * @param theta by the parameters, summed over the examples; one 0 where there are none
     * @param from by the time where the span begins, with the sizes of steps held fixed, as {@link Checkpointed} says
     * @param to by the time where it ends
     * @param saved by each of the times kept; of those that coincide with the end, the first has its derivative where steps land on them
     */
    public record Gradient(double[][] initial, double[] theta, double from, double to, double[] saved) {}
}
