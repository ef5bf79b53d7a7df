package io.tacit.core.linear;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Iteration;
import io.tacit.core.program.LinearMap;
import io.tacit.core.program.LinearSolver;
import java.util.List;

/**
 * BiCGSTAB for any A (van der Vorst 1992; Saad 2003, algorithm 7.7). Two products an iteration, memory of a few vectors; may break down where
 * {@link Gmres} does not, and then gives what is not finite.
 *
 * @param tolerance largest ‖b − A x‖/‖b‖
 * @param most largest number of iterations, after which the last x is taken
 */
public record Bicgstab(double tolerance, int most) implements LinearSolver {

    private static final long serialVersionUID = 1L;

    public Bicgstab {
        Krylov.require("BiCGSTAB", tolerance, most);
    }

    /** A solver with at most 100 iterations. */
    public static Bicgstab of(double tolerance) {
        return new Bicgstab(tolerance, 100);
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
        Expr v = a.apply(p);
        Expr alpha = rho.over(b.dot(v));
        Expr s = r.minus(v.times(alpha));
        Expr t = a.apply(s);
        Expr omega = Krylov.quotient(t.dot(s), t.dot(t));
        Expr x = carry.get(0).plus(p.times(alpha)).plus(s.times(omega));
        Expr left = s.minus(t.times(omega));
        Expr next = b.dot(left);
        Expr beta = next.over(rho).times(alpha.over(omega));
        Expr direction = left.plus(p.minus(v.times(omega)).times(beta));
        return new Iteration.Next(List.of(x, left, direction, next), Krylov.relative(r, b));
    }
}
