package io.tacit.core.root;

import io.tacit.core.linear.Dense;
import io.tacit.core.program.DenseSolve;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Iteration;
import io.tacit.core.program.LinearMap;
import io.tacit.core.program.LinearSolver;
import io.tacit.core.program.Shape;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The chord method, also called simplified Newton: z ← z − J(z₀)⁻¹ r(z) with the Jacobian at the guess, inverted once (Kelley 1995, eq. 5.3; Hairer and Wanner
 * 1996, §IV.8). Converges linearly, the faster the better the guess: for steps of stiff equations.
 */
public record Chord(Stop stop) implements RootMethod {

    private static final long serialVersionUID = 1L;

    /** A search with tolerances of 1e-6. */
    public Chord() {
        this(Stop.at(1e-6));
    }

    @Override
    public LinearSolver linear() {
        return new Dense();
    }

    @Override
    public Iteration search(Expr guess, UnaryOperator<Expr> residual) {
        Expr inverse = inverse(LinearMap.jacobian(guess, residual), guess);
        int n = guess.shape().size();
        return Iteration.of(List.of(guess), stop.atol(), stop.most(), carry -> {
            Expr z = carry.get(0);
            Expr r = residual.apply(z);
            Expr step = inverse.matmul(r.reshape(n)).reshape(z.shape());
            return new Iteration.Next(List.of(z.minus(step)), stop.residual(r, z, guess));
        });
    }

    private static Expr inverse(LinearMap jacobian, Expr guess) {
        int n = jacobian.size();
        double[] identity = new double[n * n];
        for (int i = 0; i < n; i++) {
            identity[i * n + i] = 1;
        }
        return DenseSolve.of(jacobian.matrix(), guess.graph().constant(Shape.of(n, n), identity), DenseSolve.Form.LU);
    }
}
