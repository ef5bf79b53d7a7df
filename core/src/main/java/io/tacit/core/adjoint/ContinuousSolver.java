package io.tacit.core.adjoint;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Executable;
import io.tacit.core.solve.Integrator;
import io.tacit.core.solve.Outcome;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.Report;
import io.tacit.core.solve.Solution;
import io.tacit.core.solve.StepListener;
import io.tacit.core.solve.Work;

/** Solves one piece forwards, and its adjoint backwards from target to target. */
record ContinuousSolver(Engine engine, Augmented augmented, Integrator forwards, Integrator backwards, Executable power)
        implements DifferentiableSolver {

    @Override
    public Differentiable solve(Problem problem) {
        if (!problem.saveAt().isCommon()) {
            throw new IllegalArgumentException(
                    "saveAt: Backsolve needs the same times for all examples, got a row for each: use Checkpointed");
        }
        return new Solved(this, problem, forwards.solve(problem, StepListener.NONE));
    }

    private static final class Solved implements Differentiable {

        private final ContinuousSolver solver;
        private final Problem problem;
        private final Solution solution;
        private Report backward = new Report(new Outcome.Success(), Work.NONE);

        Solved(ContinuousSolver solver, Problem problem, Solution solution) {
            this.solver = solver;
            this.problem = problem;
            this.solution = solution;
        }

        @Override
        public Solution solution() {
            return solution;
        }

        @Override
        public Gradients pullback(Cotangents cotangents, Block gradient) {
            cotangents.requireFits(solution, problem.theta(), gradient);
            BackwardSolve back = new BackwardSolve(solver, problem, solution, cotangents);
            Gradients gradients = back.run(gradient);
            backward = back.report();
            return gradients;
        }

        @Override
        public Report backward() {
            return backward;
        }
    }
}
