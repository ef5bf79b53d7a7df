package io.tacit.core.root;

import io.tacit.core.linear.Gmres;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Iteration;
import io.tacit.core.program.LinearSolver;
import io.tacit.core.program.Shape;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Broyden's method with the inverse H ≈ J⁻¹ kept as a matrix [n×n] (Broyden 1965, method 1; Nocedal and Wright 2006, eq. 11.24 with the formula of Sherman and
 * Morrison): with s = −H r and y the change of r,
 *
 * <pre>  H ← H + (s − H y)(sᵀH) / (sᵀH y).</pre>
 *
 * <p>Begins with −I, as fits the residual f(z) − z of a fixed point; one evaluation an iteration and no Jacobian.
 */
public record Broyden(Stop stop) implements RootMethod {

    private static final long serialVersionUID = 1L;

    /** A search with tolerances of 1e-6. */
    public Broyden() {
        this(Stop.at(1e-6));
    }

    @Override
    public LinearSolver linear() {
        return Gmres.of(stop.atol());
    }

    @Override
    public Iteration search(Expr guess, UnaryOperator<Expr> residual) {
        int n = guess.shape().size();
        double[] minusIdentity = new double[n * n];
        for (int i = 0; i < n; i++) {
            minusIdentity[i * n + i] = -1;
        }
        Expr inverse = guess.graph().constant(Shape.of(n, n), minusIdentity);
        List<Expr> start = List.of(guess, residual.apply(guess), inverse);
        return Iteration.of(start, stop.atol(), stop.most(), c -> next(c, guess, residual));
    }

    private Iteration.Next next(List<Expr> carry, Expr guess, UnaryOperator<Expr> residual) {
        Expr z = carry.get(0);
        Expr r = carry.get(1);
        Expr inverse = carry.get(2);
        int n = z.shape().size();
        Expr s = inverse.matmul(r.reshape(n)).negate();
        Expr following = z.plus(s.reshape(z.shape()));
        Expr remaining = residual.apply(following);
        Expr hy = inverse.matmul(remaining.minus(r).reshape(n));
        Expr sh = s.matmul(inverse);
        Expr scale = s.dot(hy);
        Expr error = s.minus(hy).over(scale);
        Expr updated = inverse.plus(error.reshape(n, 1).matmul(sh.reshape(1, n)));
        Expr kept = scale.equal(scale.like(0)).where(inverse, updated);
        return new Iteration.Next(List.of(following, remaining, kept), stop.residual(r, z, guess));
    }
}
