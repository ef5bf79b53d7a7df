package io.tacit.core.root;

import io.tacit.core.program.Expr;
import java.io.Serializable;

/**
 * Criterion by which a search ends: z is a root where |rᵢ| ≤ {@code atol + rtol |zᵢ|} in every place. What is reported as residual is the largest
 * |rᵢ| / (1 + rtol/atol |zᵢ|), which is compared with {@code atol}. Of |zᵢ| no more counts than {@value #GROWTH} (1 + |z₀ᵢ|) for a guess z₀: a search that runs
 * away to where any residual is small beside z has found no root. Roots of size 10³ and more want a guess of their size.
 *
 * @param atol absolute tolerance, above 0
 * @param rtol relative tolerance, at least 0; in float32 not below 1e-6
 * @param most largest number of iterations
 */
public record Stop(double atol, double rtol, int most) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** How many times the size of a guess the size of a root may be. */
    static final double GROWTH = 1e3;

    public Stop {
        if (!(atol > 0) || !(rtol >= 0) || most < 1) {
            throw new IllegalArgumentException(
                    "stop: expected atol above 0, rtol of 0 or more and 1 iteration or more, got " + atol + ", " + rtol
                            + " and " + most);
        }
    }

    /** A criterion with both tolerances equal and at most 50 iterations. */
    public static Stop at(double tolerance) {
        return new Stop(tolerance, tolerance, 50);
    }

    /** This criterion with at most so many iterations. */
    public Stop within(int iterations) {
        return new Stop(atol, rtol, iterations);
    }

    /** The scaled residual, a scalar to be compared with {@link #atol}. */
    Expr residual(Expr r, Expr z, Expr guess) {
        Expr size = z.abs().min(guess.abs().plus(1).times(GROWTH));
        return r.abs().over(size.times(rtol / atol).plus(1)).max();
    }
}
