package io.tacit.core.root;

import io.tacit.core.linear.Gmres;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Iteration;
import io.tacit.core.program.LinearSolver;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Picard's iteration z ← z + d r(z): for a fixed point, where r(z) = f(z) − z, that is z ← (1 − d) z + d f(z) (Banach 1922; Krasnoselskii 1955 for d below 1).
 * Converges linearly where f is a contraction.
 *
 * @param damping d, in (0, 1]
 */
public record Picard(double damping, Stop stop) implements RootMethod {

    private static final long serialVersionUID = 1L;

    public Picard {
        if (!(damping > 0 && damping <= 1)) {
            throw new IllegalArgumentException("Picard: expected a damping above 0 and at most 1, got " + damping);
        }
    }

    /** Undamped, with tolerances of 1e-6 and at most 200 iterations. */
    public Picard() {
        this(1, Stop.at(1e-6).within(200));
    }

    @Override
    public LinearSolver linear() {
        return Gmres.of(stop.atol());
    }

    @Override
    public Iteration search(Expr guess, UnaryOperator<Expr> residual) {
        return Iteration.of(List.of(guess), stop.atol(), stop.most(), carry -> {
            Expr z = carry.get(0);
            Expr r = residual.apply(z);
            return new Iteration.Next(List.of(z.plus(r.times(damping))), stop.residual(r, z, guess));
        });
    }
}
