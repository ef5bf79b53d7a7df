package io.tacit.core.root;

import io.tacit.core.linear.Bicgstab;
import io.tacit.core.linear.Cg;
import io.tacit.core.linear.Dense;
import io.tacit.core.linear.Gmres;
import io.tacit.core.program.DenseSolve;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.LinearMap;
import io.tacit.core.program.LinearSolver;
import io.tacit.core.program.ProgramCases.Case;
import io.tacit.core.program.Shape;
import java.util.List;
import java.util.stream.Stream;

/** Every method for roots and linear systems as a Program on which transforms and engines are tried. */
public final class RootCases {

    private RootCases() {}

    /** For engines in float64. */
    public static Stream<Case> float64() {
        return cases(1e-13);
    }

    /** For engines in float32. */
    public static Stream<Case> float32() {
        return cases(2e-6);
    }

    private static Stream<Case> cases(double tolerance) {
        return Stream.concat(roots(tolerance), systems(tolerance));
    }

    static List<RootMethod> methods(double tolerance) {
        Stop stop = Stop.at(tolerance).within(200);
        return List.of(
                new Newton(stop),
                new Newton(new Gmres(4, tolerance, 20), stop),
                new Chord(stop),
                new Broyden(stop),
                new Picard(1, stop),
                new Picard(0.7, stop).differentiatedBy(Bicgstab.of(tolerance)),
                new Anderson(3).until(stop),
                new Anderson(2).until(stop).differentiatedBy(new Dense()));
    }

    /** z = tanh(W z + x + b), of a contraction that every method can find; the map is used again outside. */
    private static Stream<Case> roots(double tolerance) {
        return Stream.concat(
                methods(tolerance).stream().map(m -> new Case(m.toString(), g -> layer(g, m))),
                Stream.of(
                        new Case("bisection", g -> {
                            Expr x = g.example("x", 2), w = g.param("w", 2);
                            Stop stop = new Stop(Math.max(tolerance, 1e-12), 0, 60);
                            return new Bisection(16, stop)
                                    .solve(x.like(0), z -> z.plus(z.tanh().times(w.square()))
                                            .minus(x.sin()))
                                    .value();
                        }),
                        new Case("quadratic program", g -> quadraticProgram(g, tolerance)),
                        new Case("matrix unknown", g -> {
                            Expr x = g.example("x", 2, 2), w = small(g);
                            return new Newton(Stop.at(tolerance))
                                    .fixedPoint(
                                            x.like(0), z -> w.matmul(z).plus(x).sin())
                                    .value();
                        })));
    }

    /** T82a where its data move: x > 0 stays, so that the bounds stay inactive. */
    private static Expr quadraticProgram(Graph g, double tolerance) {
        Expr q = g.constant(Shape.of(2, 2), 4, 1, 1, 2)
                .plus(g.example("q", 2, 2).sin().times(0.1));
        Expr c = g.param("c", 2).sin().times(0.1).plus(1);
        Expr b = g.example("b").sin().times(0.1).plus(1);
        Expr guess = g.constant(Shape.of(5), .5, .5, 0, .1, .1);
        return new Newton(Stop.at(tolerance))
                .solve(guess, z -> QuadraticProgramTest.conditions(new QuadraticProgramTest.Data(q, c, b), z))
                .value();
    }

    private static Expr layer(Graph g, RootMethod method) {
        Expr x = g.example("x", 2), b = g.param("b", 2), w = small(g);
        Expr z = method.fixedPoint(x.like(0), k -> w.matmul(k).plus(x).plus(b).tanh())
                .value();
        return z.plus(w.matmul(z).plus(x).plus(b).tanh().times(x));
    }

    private static Expr small(Graph g) {
        return g.param("w", 2, 2).tanh().times(0.3);
    }

    private static Stream<Case> systems(double tolerance) {
        return Stream.of(
                        new Dense(),
                        new Dense(DenseSolve.Form.CHOLESKY),
                        Cg.of(tolerance),
                        new Gmres(2, tolerance, 60),
                        Bicgstab.of(tolerance))
                .map(solver -> new Case(solver.toString(), g -> system(g, solver)));
    }

    /** A symmetric positive definite system. */
    private static Expr system(Graph g, LinearSolver solver) {
        Expr b = g.example("b", 3),
                m = g.example("m", 3, 3).sin(),
                w = g.param("w", 3, 3).sin();
        Expr unit = g.constant(Shape.of(3, 3), 2, 0, 0, 0, 2, 0, 0, 0, 2);
        Expr a = m.matmul(m.transpose()).plus(w.matmul(w.transpose())).plus(unit);
        return solver.solve(LinearMap.of(b, a::matmul, v -> a.transpose().matmul(v)), b);
    }
}
