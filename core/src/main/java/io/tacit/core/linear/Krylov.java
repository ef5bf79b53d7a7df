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

    /** What was found, as the root of A x − b. */
    static Expr solution(Iteration found, LinearMap a, Expr b, LinearSolver linear) {
        return Implicit.root(found.carry().get(0), x -> a.apply(x).minus(b), linear);
    }
}
