package io.tacit.core.root;

import io.tacit.core.linear.Gmres;
import io.tacit.core.program.DenseSolve;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.Iteration;
import io.tacit.core.program.LinearSolver;
import io.tacit.core.program.Shape;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Anderson's acceleration of a fixed point (Anderson 1965; Walker and Ni 2011, eq. 2.2): with the last m changes ΔZ of z and ΔR of r = f(z) − z as rows,
 *
 * <pre>  γ = argmin ‖r − ΔRᵀγ‖,      z ← z + βr − (ΔZ + βΔR)ᵀγ.</pre>
 *
 * <p>The least squares are solved by their normal equations with a ridge, which also is what makes changes that were not seen yet count for nothing.
 *
 * @param memory m, at least 1
 * @param mixing β, in (0, 1]
 * @param ridge added to the diagonal of ΔRΔRᵀ, relative to its trace; above 0, in float32 not below 1e-6
 */
public record Anderson(int memory, double mixing, double ridge, Stop stop) implements RootMethod {

    private static final long serialVersionUID = 1L;

    /** Above the rounding of float32, in which a smaller one is none. */
    private static final double RIDGE = 1e-6;

    /** Keeps an empty memory regular. */
    private static final double TINY = 1e-30;

    public Anderson {
        if (memory < 1 || !(mixing > 0 && mixing <= 1) || !(ridge > 0)) {
            throw new IllegalArgumentException(
                    "Anderson: expected a memory of 1 or more, mixing above 0 and at most 1 and a ridge above 0, got "
                            + memory + ", " + mixing + " and " + ridge);
        }
    }

    /** Undamped, with tolerances of 1e-6. */
    public Anderson(int memory) {
        this(memory, 1, RIDGE, Stop.at(1e-6));
    }

    /** This method with another criterion. */
    public Anderson until(Stop other) {
        return new Anderson(memory, mixing, ridge, other);
    }

    @Override
    public LinearSolver linear() {
        return Gmres.of(stop.atol());
    }

    @Override
    public Iteration search(Expr guess, UnaryOperator<Expr> residual) {
        Expr none = guess.graph().fill(Shape.of(memory, guess.shape().size()), 0);
        List<Expr> start = List.of(guess, residual.apply(guess), none, none);
        return Iteration.of(start, stop.atol(), stop.most(), c -> next(c, guess, residual));
    }

    private Iteration.Next next(List<Expr> carry, Expr guess, UnaryOperator<Expr> residual) {
        Expr z = carry.get(0);
        Expr r = carry.get(1);
        Expr back = carry.get(2).plus(carry.get(3).times(mixing)).transpose().matmul(weights(carry.get(3), r));
        Expr following = z.plus(r.times(mixing)).minus(back.reshape(z.shape()));
        Expr remaining = residual.apply(following);
        return new Iteration.Next(
                List.of(
                        following,
                        remaining,
                        pushed(carry.get(2), following.minus(z)),
                        pushed(carry.get(3), remaining.minus(r))),
                stop.residual(r, z, guess));
    }

    /** γ [m]. */
    private Expr weights(Expr changes, Expr r) {
        Graph g = r.graph();
        Expr products = changes.matmul(changes.transpose());
        double[] identity = new double[memory * memory];
        for (int i = 0; i < memory; i++) {
            identity[i * memory + i] = 1;
        }
        Expr unit = g.constant(Shape.of(memory, memory), identity);
        Expr size = changes.square().sum().times(ridge).plus(TINY);
        return DenseSolve.of(
                products.plus(unit.times(size)),
                changes.matmul(r.reshape(r.shape().size())),
                DenseSolve.Form.LU);
    }

    /** The rows without the oldest, and the newest below. */
    private Expr pushed(Expr rows, Expr newest) {
        Expr row = newest.reshape(1, newest.shape().size());
        return memory == 1 ? row : rows.graph().concat(0, rows.slice(0, 1, memory - 1), row);
    }
}
