package io.tacit.core.adjoint;

import io.tacit.core.adjoint.StepAdjoint.Adjoints;
import io.tacit.core.engine.Block;
import io.tacit.core.solve.Carry;
import io.tacit.core.solve.Context;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.StepListener;
import io.tacit.core.solve.TimeStep;
import java.util.List;

/**
 * The way back over times at which the equation jumps: there memory was computed anew from the state, so its cotangent goes to the state by the vjp of
 * the start. Scratch of one pullback.
 */
final class BackwardJumps {

    private final DiscreteSolver solver;
    private final StepAdjoint steps;
    private final Context context;
    private final Clocks clocks;
    private final int examples;
    private final TimeStep timeStep;

    BackwardJumps(DiscreteSolver solver, Problem problem, Clocks clocks) {
        this.solver = solver;
        this.steps = solver.steps();
        this.context = new Context(problem.constants(), problem.theta());
        this.clocks = clocks;
        this.examples = problem.examples();
        this.timeStep = steps.timeStep(examples);
    }

    /** Cotangents after a step and before it, and that of θ. */
    record Ends(Adjoints after, Adjoints before, Block gradient) {}

    private boolean any(StepListener.Step step) {
        for (int clock = 0; clock < step.landed().length; clock++) {
            if (clocks.jumped(step, clock)) {
                return true;
            }
        }
        return false;
    }

    private int evaluations() {
        return steps.forward().start().orElseThrow().evaluations();
    }

    /** Starts again where a replayed step ended at a jump; gives the evaluations that took. */
    int replay(StepListener.Step step, StepListener.Step next, Carry end) {
        if (!any(step)) {
            return 0;
        }
        Carry fresh = solver.pool().take(examples);
        fresh.copyFrom(end);
        clocks.setBegin(next, timeStep);
        steps.restart(context, fresh, timeStep);
        choose(step, fresh.memory(), end.memory());
        solver.pool().give(examples, fresh);
        return evaluations();
    }

    /** Takes the cotangents after a step that ended at a jump to where it ended; gives the evaluations that took. */
    int pull(StepListener.Step step, StepListener.Step next, Carry begin, Ends ends) {
        if (!any(step)) {
            return 0;
        }
        Carry end = solver.pool().take(examples);
        Carry masked = solver.pool().take(examples);
        masked.passed().forEach(b -> b.fill(0));
        clocks.set(step, timeStep);
        steps.replay(context, begin, timeStep, end);
        Adjoints after = ends.after();
        choose(step, after.carry().passed(), masked.passed());
        clocks.setBegin(next, timeStep);
        steps.pullStart(
                context,
                end,
                timeStep,
                new Adjoints(masked, after.constants(), after.timeStep()),
                ends.before(),
                ends.gradient());
        choose(step, ends.before().carry().states(), after.carry().states());
        masked.memory().forEach(b -> b.fill(0));
        choose(step, masked.memory(), after.carry().memory());
        for (int i = 0; i < after.constants().size(); i++) {
            after.constants().get(i).copyFrom(ends.before().constants().get(i));
        }
        solver.pool().give(examples, end);
        solver.pool().give(examples, masked);
        return evaluations() + steps.forward().step().evaluations();
    }

    /** Copies the lanes that jumped. */
    private void choose(StepListener.Step step, List<Block> from, List<Block> to) {
        for (int i = 0; i < to.size(); i++) {
            if (!steps.ownClocks()) {
                to.get(i).copyFrom(from.get(i));
                continue;
            }
            for (int lane = 0; lane < examples; lane++) {
                if (clocks.jumped(step, lane)) {
                    to.get(i).copyExamples(lane, from.get(i), lane, 1);
                }
            }
        }
    }
}
