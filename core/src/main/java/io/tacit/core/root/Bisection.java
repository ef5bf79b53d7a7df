package io.tacit.core.root;

import io.tacit.core.linear.Dense;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Iteration;
import io.tacit.core.program.LinearSolver;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Bisection of the interval guess ± radius, in which a continuous r of one number changes its sign (Bolzano 1817). Slow and certain: each iteration halves the
 * interval. A value of several places is bisected place by place, which is right where each place of r depends on that of z alone. Where r does not change
 * its sign the search does not converge.
 *
 * @param radius half the length of the interval, above 0
 */
public record Bisection(double radius, Stop stop) implements RootMethod {

    private static final long serialVersionUID = 1L;

    public Bisection {
        if (!(radius > 0) || Double.isInfinite(radius)) {
            throw new IllegalArgumentException("bisection: expected a finite radius above 0, got " + radius);
        }
    }

    /** A search with tolerances of 1e-6. */
    public Bisection(double radius) {
        this(radius, Stop.at(1e-6).within(100));
    }

    @Override
    public LinearSolver linear() {
        return new Dense();
    }

    @Override
    public Iteration search(Expr guess, UnaryOperator<Expr> residual) {
        Expr low = guess.minus(radius);
        List<Expr> start = List.of(guess, low, guess.plus(radius));
        return Iteration.of(start, stop.atol(), stop.most(), c -> next(c, guess, residual));
    }

    private Iteration.Next next(List<Expr> carry, Expr guess, UnaryOperator<Expr> residual) {
        Expr middle = carry.get(0);
        Expr r = residual.apply(middle);
        Expr signOfLow = residual.apply(guess.minus(radius)).sign();
        Expr right = r.times(signOfLow).step();
        Expr low = right.where(middle, carry.get(1));
        Expr high = right.where(carry.get(2), middle);
        return new Iteration.Next(List.of(low.plus(high).times(0.5), low, high), stop.residual(r, middle, guess));
    }
}
