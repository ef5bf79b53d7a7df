package io.tacit.core.adjoint;

import io.tacit.core.solve.Problem;

/** Solves and remembers what a derivative needs. Immutable and thread-safe. */
public interface DifferentiableSolver {

    Differentiable solve(Problem problem);
}
