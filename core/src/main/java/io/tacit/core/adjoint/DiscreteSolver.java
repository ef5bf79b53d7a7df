package io.tacit.core.adjoint;

import io.tacit.core.engine.Block;
import io.tacit.core.solve.Integrator;
import io.tacit.core.solve.Outcome;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.Report;
import io.tacit.core.solve.Solution;
import io.tacit.core.solve.Work;

/** Solves one piece with a tape, and derives from it. */
record DiscreteSolver(Integrator integrator, StepAdjoint steps, CarryPool pool, int maxCheckpoints)
        implements DifferentiableSolver {

    DiscreteSolver(Integrator integrator, StepAdjoint steps, int maxCheckpoints) {
        this(integrator, steps, new CarryPool(integrator.steppers().plain()), maxCheckpoints);
    }

    @Override
    public Differentiable solve(Problem problem) {
        return solve(problem, integrator, new Tape(pool, pool, problem.examples(), maxCheckpoints, Integer.MAX_VALUE));
    }

    Differentiable solve(Problem problem, Integrator by, Tape tape) {
        return new Taped(this, problem, by.solve(problem, tape), tape);
    }

    /** A solution with its tape. */
    private static final class Taped implements Differentiable {

        private final DiscreteSolver solver;
        private final Problem problem;
        private final Solution solution;
        private final Tape tape;
        private boolean used;
        private Work work = Work.NONE;

        Taped(DiscreteSolver solver, Problem problem, Solution solution, Tape tape) {
            this.solver = solver;
            this.problem = problem;
            this.solution = solution;
            this.tape = tape;
        }

        @Override
        public Solution solution() {
            return solution;
        }

        @Override
        public Gradients pullback(Cotangents cotangents, Block gradient) {
            if (used) {
                throw new IllegalStateException("pullback was called before; its checkpoints are gone: solve again");
            }
            cotangents.requireFits(solution, problem.theta(), gradient);
            used = true;
            Backward backward = new Backward(solver, problem, solution, tape, cotangents, gradient);
            Gradients gradients = backward.run();
            work = backward.work();
            return gradients;
        }

        @Override
        public Report backward() {
            return new Report(new Outcome.Success(), work);
        }
    }
}
