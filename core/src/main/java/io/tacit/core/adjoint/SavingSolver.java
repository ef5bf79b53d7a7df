package io.tacit.core.adjoint;

import io.tacit.core.solve.Problem;
import io.tacit.core.solve.Saving;

/** Solves in the form that a problem's way of saving asks for. */
record SavingSolver(Saving<DifferentiableSolver> solvers) implements DifferentiableSolver {

    @Override
    public Differentiable solve(Problem problem) {
        return solvers.of(problem.saveAt()).solve(problem);
    }
}
