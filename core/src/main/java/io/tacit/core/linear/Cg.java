package io.tacit.core.linear;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Iteration;
import io.tacit.core.program.LinearMap;
import io.tacit.core.program.LinearSolver;
import java.util.List;

/**
 * Conjugate gradients for symmetric positive definite A (Hestenes and Stiefel 1952; Saad 2003, algorithm 6.18). One product an iteration; n iterations
 * solve exactly but for rounding.
 *
 * @param tolerance largest ‖b − A x‖/‖b‖
 * @param most largest number of iterations, after which the last x is taken
 */
public record Cg(double tolerance, int most) implements LinearSolver {

    private static final long serialVersionUID = 1L;

    public Cg {
        Krylov.require("conjugate gradients", tolerance, most);
    }

    /** A solver with at most 100 iterations. */
    public static Cg of(double tolerance) {
        return new Cg(tolerance, 100);
    }

    @Override
    public Expr solve(LinearMap a, Expr b) {
        List<Expr> start = List.of(b.like(0), b, b, b.dot(b));
        return Krylov.solution(Iteration.of(start, tolerance, most, c -> next(a, b, c)), a, b, this);
    }

    private static Iteration.Next next(LinearMap a, Expr b, List<Expr> carry) {
        Expr r = carry.get(1);
        Expr p = carry.get(2);
        Expr rho = carry.get(3);
        Expr ap = a.apply(p);
        Expr alpha = rho.over(p.dot(ap));
        Expr left = r.minus(ap.times(alpha));
        Expr next = left.dot(left);
        List<Expr> following =
                List.of(carry.get(0).plus(p.times(alpha)), left, left.plus(p.times(next.over(rho))), next);
        return new Iteration.Next(following, Krylov.relative(r, b));
    }
}
