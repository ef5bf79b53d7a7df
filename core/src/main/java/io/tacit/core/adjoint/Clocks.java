package io.tacit.core.adjoint;

import io.tacit.core.solve.Problem;
import io.tacit.core.solve.Solution;
import io.tacit.core.solve.StepListener;
import io.tacit.core.solve.Targets;
import io.tacit.core.solve.TimeStep;
import java.util.stream.IntStream;

/**
 * The derivative by times. A step that landed on a target has {@code t' = target} and {@code dt = target − t}; any other has {@code t' = t + dt}
 * with dt fixed. So on the way back, with τ the cotangent of t':
 *
 * <pre>landed: target̄ += τ + dt̄, τ ← t̄ − dt̄;   not landed: τ ← τ + t̄</pre>
 */
final class Clocks {

    private final Problem problem;
    private final boolean landing;
    private final boolean wanted;
    private final double[] tau;
    private final TimeGradients gradients;

    Clocks(Problem problem, Solution solution, StepAdjoint steps) {
        this.problem = problem;
        this.landing = steps.between().isEmpty();
        this.wanted = steps.wantsTimes();
        this.tau = new double[solution.reports().size()];
        this.gradients = TimeGradients.zero(problem);
    }

    /** Writes time and size of a step, and what drove it. */
    void set(StepListener.Step step, TimeStep timeStep) {
        for (int clock = 0; clock < tau.length; clock++) {
            timeStep.t().set(clock, 0, step.t()[clock]);
            timeStep.dt().set(clock, 0, step.dt()[clock]);
        }
        int[] examples = IntStream.range(0, problem.examples()).toArray();
        problem.noise().fill(examples, step.t(), step.dt(), timeStep.noises());
    }

    /** Whether a clock landed on a jump of the equation. */
    boolean jumped(StepListener.Step step, int clock) {
        int target = step.landed()[clock];
        return target >= 0 && Targets.of(problem, clock, landing).isJump(target);
    }

    /** Writes the times at which a step began: right behind a jump, where the step before landed on one. */
    void setBegin(StepListener.Step step, TimeStep timeStep) {
        for (int clock = 0; clock < tau.length; clock++) {
            timeStep.t().set(clock, 0, step.t()[clock]);
        }
    }

    /** Takes the cotangents of time and size of a step. */
    void account(StepListener.Step step, TimeStep adjoint) {
        for (int clock = 0; wanted && clock < tau.length; clock++) {
            double t = adjoint.t().get(clock, 0);
            double dt = adjoint.dt().get(clock, 0);
            int target = step.landed()[clock];
            if (target >= 0) {
                addTo(target, clock, tau[clock] + dt);
                tau[clock] = t - dt;
            } else {
                tau[clock] += t;
            }
        }
    }

    private void addTo(int target, int clock, double value) {
        Targets targets = Targets.of(problem, clock, landing);
        if (targets.isEnd(target)) {
            gradients.addToEnd(clock, value);
        } else if (!targets.isJump(target)) {
            gradients.addToSaved(clock, targets.point(target), value);
        }
    }

    /** The derivative by times as far as it is known. */
    TimeGradients gradients() {
        return gradients;
    }

    /** Takes the cotangent of the time at the start. */
    void accountStart(TimeStep adjoint) {
        for (int clock = 0; wanted && clock < tau.length; clock++) {
            tau[clock] += adjoint.t().get(clock, 0);
        }
    }

    TimeGradients finish() {
        for (int clock = 0; clock < tau.length; clock++) {
            gradients.addToBegin(clock, tau[clock]);
        }
        return gradients;
    }
}
