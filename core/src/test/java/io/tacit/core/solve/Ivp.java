package io.tacit.core.solve;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.ReferenceEngine;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.tensor.FlatVector;
import java.util.List;

/** An initial value problem with one state {@code z} for tests: rows of initial states, parameters, a span. */
public record Ivp(Ode ode, double[][] initial, double[] theta, Span span, SaveAt saveAt) {

    public static final Engine ENGINE = new ReferenceEngine();

    public static Ivp of(Ode ode, double from, double to, double[]... initial) {
        return new Ivp(ode, initial, new double[0], Span.of(from, to), SaveAt.end());
    }

    public Ivp with(double... newTheta) {
        return new Ivp(ode, initial, newTheta, span, saveAt);
    }

    public Ivp from(double[]... newInitial) {
        return new Ivp(ode, newInitial, theta, span, saveAt);
    }

    public Ivp over(double from, double to) {
        return new Ivp(ode, initial, theta, Span.of(from, to), saveAt);
    }

    public Ivp over(Span newSpan) {
        return new Ivp(ode, initial, theta, newSpan, saveAt);
    }

    public Ivp saving(double... times) {
        return new Ivp(ode, initial, theta, span, SaveAt.times(times));
    }

    public Ivp landing() {
        return new Ivp(ode, initial, theta, span, saveAt.landing());
    }

    public Ivp savingEach(double[]... times) {
        return new Ivp(ode, initial, theta, span, SaveAt.each(times));
    }

    public Problem problem() {
        return new Problem(List.of(block(initial)), List.of(), ENGINE.vector(FlatVector.of(theta)), span, saveAt);
    }

    public Solution solve(Solver<Ode> solver) {
        return solver.on(ENGINE, ode).solve(problem());
    }

    /** A BATCHED block of vectors, one for each row. */
    public static Block block(double[]... rows) {
        Block block = ENGINE.allocate(Kind.BATCHED, Shape.of(rows[0].length), rows.length);
        for (int b = 0; b < rows.length; b++) {
            for (int i = 0; i < rows[b].length; i++) {
                block.set(b, i, rows[b][i]);
            }
        }
        return block;
    }

    /** The values of one example. */
    public static double[] row(Block block, int example) {
        double[] row = new double[block.shape().size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = block.get(example, i);
        }
        return row;
    }
}
