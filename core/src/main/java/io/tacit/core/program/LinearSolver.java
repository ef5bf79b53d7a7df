package io.tacit.core.program;

import java.io.Serializable;

/** A method for linear equations of one example, written as expressions: how the derivative of a root is computed. {@code core.linear} has them. */
@FunctionalInterface
public interface LinearSolver extends Serializable {

    /** x with A x = b, of b's shape; differentiable by whatever A and b depend on. Not finite where it cannot be computed. */
    Expr solve(LinearMap a, Expr b);
}
