package io.tacit.core.linear;

import io.tacit.core.program.Expr;
import io.tacit.core.program.LinearMap;
import io.tacit.core.program.LinearSolver;

/**
 * The approximation A⁻¹ ≈ −I for the Jacobian A = ∂f/∂z − I of a fixed point z = f(z), known as Jacobian-free backpropagation (Fung et al. 2022, eq. 9).
 * Free of cost and biased: the direction descends where ∂f/∂z is a contraction of good condition, the gradient is not the gradient.
 */
public record JacobianFree() implements LinearSolver {

    private static final long serialVersionUID = 1L;

    @Override
    public Expr solve(LinearMap a, Expr b) {
        return b.negate();
    }
}
