package io.tacit.core.adjoint;

import io.tacit.core.engine.Engine;
import io.tacit.core.solve.Carry;
import io.tacit.core.solve.Integrator;
import io.tacit.core.solve.Problem;

/** A {@link DiscreteSolver} whose first steps leave their residuals, as many as fit into a number of bytes. */
record RecordingSolver(Integrator recording, CarryPool pool, DiscreteSolver plain, long residualBytes)
        implements DifferentiableSolver {

    RecordingSolver(Integrator recording, DiscreteSolver plain, long residualBytes) {
        this(recording, new CarryPool(recording.steppers().plain()), plain, residualBytes);
    }

    @Override
    public Differentiable solve(Problem problem) {
        int fits = (int) Math.min(Integer.MAX_VALUE, residualBytes / bytesOfStep(problem.examples()));
        if (fits == 0) {
            return plain.solve(problem);
        }
        Tape tape = new Tape(plain.pool(), pool, problem.examples(), plain.maxCheckpoints(), fits);
        return plain.solve(problem, recording, tape);
    }

    private long bytesOfStep(int examples) {
        Carry carry = pool.take(examples);
        long values = carry.blocks()
                .mapToLong(b -> (long) b.shape().size() * b.examples())
                .sum();
        pool.give(examples, carry);
        Engine engine = recording.engine();
        return values * engine.precision().bytes();
    }
}
