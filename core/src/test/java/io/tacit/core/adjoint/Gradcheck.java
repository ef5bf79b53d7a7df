package io.tacit.core.adjoint;

import io.tacit.core.engine.Block;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.Ivp;
import io.tacit.core.solve.Solution;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.ode.Ode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The derivative of L = Σ over examples, places, the end and all times kept of {@code weight · z}, by an adjoint and by differences. */
record Gradcheck(Solution solution, double[][] initial, double[] theta, TimeGradients times, long backward) {

    private static double weight(int i) {
        return 1 + 0.5 * i;
    }

    static Gradcheck of(Adjoint adjoint, Ivp ivp, Solver<Ode> solver) {
        Differentiable d = adjoint.on(Ivp.ENGINE, ivp.ode(), solver, "t").solve(ivp.problem());
        Block gradient = Ivp.ENGINE.allocate(Kind.SHARED, Shape.of(Math.max(1, ivp.theta().length)), 1);
        Gradients g = d.pullback(cotangents(d.solution()), gradient);
        double[][] initial = new double[ivp.initial().length][];
        for (int b = 0; b < initial.length; b++) {
            initial[b] = Ivp.row(g.initial().get(0), b);
        }
        double[] theta = new double[ivp.theta().length];
        for (int i = 0; i < theta.length; i++) {
            theta[i] = gradient.get(0, i);
        }
        return new Gradcheck(
                d.solution(), initial, theta, g.times(), d.backward().work().evaluations());
    }

    private static Cotangents cotangents(Solution solution) {
        List<List<Block>> saved = new ArrayList<>();
        solution.saved().forEach(s -> saved.add(List.of(weights(s.get(0)))));
        return new Cotangents(List.of(weights(solution.end().get(0))), saved);
    }

    private static Block weights(Block like) {
        Block weights = Ivp.ENGINE.allocate(like.kind(), like.shape(), like.examples());
        for (int b = 0; b < like.examples(); b++) {
            for (int i = 0; i < like.shape().size(); i++) {
                weights.set(b, i, weight(i));
            }
        }
        return weights;
    }

    static double loss(Ivp ivp, Solver<Ode> solver) {
        Solution solution = ivp.solve(solver);
        return Stream.concat(solution.saved().stream(), Stream.of(solution.end()))
                .map(s -> s.get(0))
                .mapToDouble(Gradcheck::weighted)
                .sum();
    }

    private static double weighted(Block z) {
        double sum = 0;
        for (int b = 0; b < z.examples(); b++) {
            for (int i = 0; i < z.shape().size(); i++) {
                sum += weight(i) * z.get(b, i);
            }
        }
        return sum;
    }

    /** ∂L/∂θ by central differences. */
    static double[] thetaByDifferences(Ivp ivp, Solver<Ode> solver, double h) {
        double[] gradient = new double[ivp.theta().length];
        for (int i = 0; i < gradient.length; i++) {
            double[] up = ivp.theta().clone();
            double[] down = ivp.theta().clone();
            up[i] += h;
            down[i] -= h;
            gradient[i] = (loss(ivp.with(up), solver) - loss(ivp.with(down), solver)) / (2 * h);
        }
        return gradient;
    }

    /** ∂L/∂ the initial state of example 0 by central differences. */
    static double[] initialByDifferences(Ivp ivp, Solver<Ode> solver, double h) {
        double[] gradient = new double[ivp.initial()[0].length];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (loss(moved(ivp, i, h), solver) - loss(moved(ivp, i, -h), solver)) / (2 * h);
        }
        return gradient;
    }

    private static Ivp moved(Ivp ivp, int i, double h) {
        double[][] rows = ivp.initial().clone();
        rows[0] = rows[0].clone();
        rows[0][i] += h;
        return ivp.from(rows);
    }
}
