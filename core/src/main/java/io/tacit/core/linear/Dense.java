package io.tacit.core.linear;

import io.tacit.core.program.DenseSolve;
import io.tacit.core.program.Expr;
import io.tacit.core.program.LinearMap;
import io.tacit.core.program.LinearSolver;

/**
 * Direct solution by the matrix of the map, which n products with unit vectors give: n evaluations and of the order of n³ operations, for n up to about
 * 64. The one to take where a Jacobian is small. Where the matrix is singular the solution is not finite.
 *
 * @param form LU, or Cholesky where the map is known to be symmetric positive definite
 */
public record Dense(DenseSolve.Form form) implements LinearSolver {

    private static final long serialVersionUID = 1L;

    /** A solver by LU with partial pivoting. */
    public Dense() {
        this(DenseSolve.Form.LU);
    }

    @Override
    public Expr solve(LinearMap a, Expr b) {
        Expr matrix = a.matrix();
        return a.size() == 1
                ? b.over(matrix.reshape(b.shape()))
                : DenseSolve.of(matrix, b.reshape(a.size()), form).reshape(b.shape());
    }
}
