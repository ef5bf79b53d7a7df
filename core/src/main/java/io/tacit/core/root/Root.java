package io.tacit.core.root;

import io.tacit.core.linear.Dense;
import io.tacit.core.linear.Gmres;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Implicit;
import io.tacit.core.program.Iterate;
import io.tacit.core.program.Iteration;
import io.tacit.core.program.LinearMap;
import io.tacit.core.program.LinearSolver;
import java.util.function.UnaryOperator;

/**
 * Root of a residual in a trace, one for each example. Where a search failed, the value is the last z, or the guess where that is not finite, and its derivative
 * is 0: such an example adds nothing to a gradient and changes no other.
 */
public final class Root {

    /** Largest error of J x = 1 for which J is taken to be regular: far above rounding in float32, far below a solution that is none. */
    private static final double REGULAR = 1e-2;

    /** Largest number of unknowns whose Jacobian is written out to see whether it is regular. */
    private static final int SMALL = 64;

    private final Expr value;
    private final Iteration search;
    private final LinearMap jacobian;

    private Root(Expr value, Iteration search, LinearMap jacobian) {
        this.value = value;
        this.search = search;
        this.jacobian = jacobian;
    }

    static Root found(RootMethod method, Expr guess, UnaryOperator<Expr> residual) {
        Iteration search = method.search(guess.spread(), residual);
        Expr lost = search.ended(Iterate.Status.NON_FINITE);
        Expr z = lost.where(finite(guess.spread()), search.carry().get(0)).stopGradient();
        Expr value = Implicit.root(z, search.ended(Iterate.Status.CONVERGED), residual, method.linear());
        return new Root(value, search, LinearMap.jacobian(value, residual));
    }

    /** The guess, or 0 where it is no number. */
    private static Expr finite(Expr guess) {
        return guess.abs().less(guess.like(Double.POSITIVE_INFINITY)).where(guess, guess.like(0));
    }

    /** The root z. */
    public Expr value() {
        return value;
    }

    /** 1 where the search converged, else 0; a scalar. */
    public Expr converged() {
        return search.ended(Iterate.Status.CONVERGED);
    }

    /** An {@link Iterate.Status} as its ordinal, a scalar. */
    public Expr status() {
        return search.status();
    }

    /** Number of iterations, a scalar. */
    public Expr iterations() {
        return search.iterations();
    }

    /** Scaled residual as {@link Stop} defines it, a scalar. */
    public Expr residual() {
        return search.residual();
    }

    /**
     * 1 where the Jacobian at the root can be solved with, else 0 and the derivative of the value is 0 or without meaning; a scalar. Costs one more
     * solution, by LU or GMRES, where it is asked for.
     */
    public Expr regular() {
        LinearSolver linear = jacobian.size() <= SMALL ? new Dense() : Gmres.of(0.1 * REGULAR);
        Expr ones = value.like(1);
        Expr error =
                jacobian.apply(linear.solve(jacobian, ones)).minus(ones).abs().max();
        return error.less(error.like(REGULAR)).stopGradient();
    }
}
