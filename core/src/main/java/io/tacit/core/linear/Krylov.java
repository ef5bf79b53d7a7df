package io.tacit.core.linear;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Implicit;
import io.tacit.core.program.Iteration;
import io.tacit.core.program.LinearMap;
import io.tacit.core.program.LinearSolver;

/** What the methods of Krylov spaces have in common. */
final class Krylov {

    /** Added to norms: far below any that matters in float32, so that 0/0 is 0. */
    private static final double TINY = 1e-30;

    private Krylov() {}

    static void require(String method, double tolerance, int most) {
        if (!(tolerance > 0) || most < 1) {
            throw new IllegalArgumentException(
                    method + ": expected a relative tolerance above 0 and 1 iteration or more, got " + tolerance
                            + " and " + most);
        }
    }

    /** ‖r‖/‖b‖. */
    static Expr relative(Expr r, Expr b) {
        return r.norm().over(b.norm().plus(TINY));
    }

    /** a/b, and 0 where b is not positive. */
    static Expr quotient(Expr a, Expr b) {
        return b.step().where(a.over(b), a.like(0));
    }

    /** Largest ‖b − A x‖/‖b‖ of an x that is of any use: one that is no better than 0 says nothing. */
    private static final double OF_USE = 0.5;

    /** What was found, as the root of A x − b; not a number where the search has not even halved the residual of 0. */
    static Expr solution(Iteration found, LinearMap a, Expr b, LinearSolver linear) {
        Expr x = found.carry().get(0);
        Expr useful = found.residual().lessOrEqual(found.residual().like(OF_USE));
        return Implicit.root(
                useful.where(x, x.like(Double.NaN)), useful, z -> a.apply(z).minus(b), linear);
    }
}
