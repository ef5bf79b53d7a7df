package io.tacit.core.linear;

import io.tacit.core.program.Expr;
import io.tacit.core.program.LinearMap;
import io.tacit.core.program.LinearSolver;

/**
 * The first terms of the Neumann series A⁻¹ = −Σₖ (I + A)ᵏ for the Jacobian A = ∂f/∂z − I of a fixed point z = f(z) (Geng et al. 2021, eq. 9). Converges
 * where the spectral radius ρ of ∂f/∂z is below 1, with an error of the order of ρ to the power of {@code terms}; one term is {@link JacobianFree}.
 *
 * @param terms number of terms, at least 1; one product fewer is computed
 */
public record Neumann(int terms) implements LinearSolver {

    private static final long serialVersionUID = 1L;

    public Neumann {
        if (terms < 1) {
            throw new IllegalArgumentException("terms of a Neumann series: expected 1 or more, got " + terms);
        }
    }

    @Override
    public Expr solve(LinearMap a, Expr b) {
        Expr x = b.negate();
        for (int k = 1; k < terms; k++) {
            x = x.plus(a.apply(x)).minus(b);
        }
        return x;
    }
}
