package io.tacit.core.root;

import io.tacit.core.linear.Dense;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Iteration;
import io.tacit.core.program.LinearMap;
import io.tacit.core.program.LinearSolver;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Newton's method, z ← z − J(z)⁻¹ r(z) with the exact Jacobian (Nocedal and Wright 2006, algorithm 11.1). Converges quadratically from a guess that is near
 * enough. With a method of {@code core.linear} that needs products alone it is Newton–Krylov (Knoll and Keyes 2004).
 *
 * @param linear how J is solved with, for the steps and for the derivative
 */
public record Newton(LinearSolver linear, Stop stop) implements RootMethod {

    private static final long serialVersionUID = 1L;

    /** A search with LU and tolerances of 1e-6. */
    public Newton() {
        this(Stop.at(1e-6));
    }

    /** A search with LU. */
    public Newton(Stop stop) {
        this(new Dense(), stop);
    }

    @Override
    public Iteration search(Expr guess, UnaryOperator<Expr> residual) {
        return Iteration.of(List.of(guess), stop.atol(), stop.most(), carry -> {
            Expr z = carry.get(0);
            Expr r = residual.apply(z);
            Expr step = linear.solve(LinearMap.jacobian(z, residual), r);
            return new Iteration.Next(List.of(z.minus(step)), stop.residual(r, z, guess));
        });
    }
}
