package io.tacit.core.adjoint;

import io.tacit.core.adjoint.StepAdjoint.Adjoints;
import io.tacit.core.engine.Block;
import io.tacit.core.solve.Carry;
import io.tacit.core.solve.Context;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.Solution;
import io.tacit.core.solve.StepListener;
import io.tacit.core.solve.TimeStep;
import io.tacit.core.solve.Work;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way back over a tape, step by step from the last one. Between two checkpoints carries are computed again, with as many of them stored as
 * are free, such that no step is taken more often than necessary (Griewank 1992, "treeverse"): s stores and r repetitions reach over
 * {@code (s + r)! / (s! r!)} steps.
 */
final class Backward {

    private final DiscreteSolver solver;
    private final StepAdjoint steps;
    private final Context context;
    private final Tape tape;
    private final Block gradient;
    private final int examples;
    private final Injection injection;
    private final Clocks clocks;
    private final TimeStep timeStep;
    private final Optional<BackwardWithin> within;
    private final Optional<BackwardJumps> jumps;
    private Adjoints after;
    private Adjoints before;
    private int free;
    private long evaluations;
    private long pulled;

    Backward(
            DiscreteSolver solver,
            Problem problem,
            Solution solution,
            Tape tape,
            Cotangents cotangents,
            Block gradient) {
        this.solver = solver;
        this.steps = solver.steps();
        this.context = new Context(problem.constants(), problem.theta());
        this.tape = tape;
        this.gradient = gradient;
        this.examples = problem.examples();
        this.injection = new Injection(
                problem,
                solution,
                cotangents,
                steps.ownClocks(),
                steps.between().isEmpty());
        this.clocks = new Clocks(problem, solution, steps);
        this.timeStep = steps.timeStep(examples);
        this.within = steps.between()
                .map(b -> new BackwardWithin(
                        solver.integrator().engine(), solver, problem, injection, clocks.gradients()));
        this.jumps = problem.jumps().isEmpty() || steps.forward().start().isEmpty()
                ? Optional.empty()
                : Optional.of(new BackwardJumps(solver, problem, clocks));
        this.after = adjoints();
        this.before = adjoints();
        this.free = solver.maxCheckpoints() - tape.count();
    }

    private Adjoints adjoints() {
        return new Adjoints(solver.pool().take(examples), steps.constants(examples), steps.timeStep(examples));
    }

    /** Field evaluations of replays and derivatives, and steps pulled back. */
    Work work() {
        return new Work(evaluations, pulled, 0);
    }

    Gradients run() {
        Stream.concat(after.carry().blocks(), after.constants().stream()).forEach(b -> b.fill(0));
        injection.failed().forEach(tape::clear);
        int end = tape.steps().size();
        if (end > 0 && injection.anySucceeded()) {
            while (!tape.isEmpty()) {
                Tape.Checkpoint checkpoint = tape.pop();
                reverse(checkpoint.step(), end, checkpoint.carry());
                end = checkpoint.step();
                if (end == 0) {
                    pullStart(checkpoint.carry());
                }
                tape.give(checkpoint);
                free++;
            }
        }
        injection.addBegin(after.carry().states());
        TimeGradients times = clocks.finish();
        return gradients(times);
    }

    private Gradients gradients(TimeGradients times) {
        solver.pool().give(examples, before.carry());
        return new Gradients(after.carry().states(), after.constants(), times);
    }

    /** Pulls back steps {@code hi − 1 … lo}, given the carry where {@code lo} begins. */
    private void reverse(int lo, int hi, Carry at) {
        int end = hi;
        while (end - lo > 1) {
            int middle = end - Treeverse.right(end - lo, free);
            Carry there = solver.pool().take(examples);
            replay(lo, middle, at, there);
            reverseStoring(middle, end, there);
            solver.pool().give(examples, there);
            end = middle;
        }
        pull(lo, at);
    }

    private void reverseStoring(int lo, int hi, Carry at) {
        int stillFree = free;
        free = Math.max(0, free - 1);
        reverse(lo, hi, at);
        free = stillFree;
    }

    /** Takes steps {@code lo … hi − 1} again, from one carry into another. */
    private void replay(int lo, int hi, Carry at, Carry into) {
        Carry scratch = solver.pool().take(examples);
        Carry from = at;
        for (int i = lo; i < hi; i++) {
            Carry to = (hi - 1 - i) % 2 == 0 ? into : scratch;
            move(i);
            steps.replay(context, from, timeStep, to);
            evaluations += steps.forward().step().evaluations();
            StepListener.Step step = tape.steps().get(i);
            StepListener.Step next = next(i);
            jumps.ifPresent(j -> evaluations += j.replay(step, next, to));
            from = to;
        }
        solver.pool().give(examples, scratch);
    }

    /** The step after one; the last one itself. */
    private StepListener.Step next(int step) {
        return tape.steps().get(Math.min(step + 1, tape.steps().size() - 1));
    }

    private void move(int step) {
        clocks.set(tape.steps().get(step), timeStep);
    }

    private void pull(int step, Carry at) {
        jumps.ifPresent(j -> evaluations +=
                j.pull(tape.steps().get(step), next(step), at, new BackwardJumps.Ends(after, before, gradient)));
        injection.addLanded(tape.steps().get(step), after.carry().states());
        move(step);
        within.ifPresent(w -> pullWithin(w, tape.steps().get(step), at));
        boolean last = step == tape.steps().size() - 1 && within.isEmpty();
        if (last && steps.pullsLast(at, solver.integrator().skipsMemory())) {
            steps.pullLast(context, at, timeStep, after, before, gradient);
            evaluations += steps.forward().lastStep().evaluations();
        } else {
            steps.pullStep(context, at, timeStep, after, before, gradient);
            evaluations += steps.forward().step().evaluations();
        }
        pulled++;
        within.ifPresent(w -> w.addTo(before));
        swap();
        clocks.account(tape.steps().get(step), after.timeStep());
    }

    private void pullWithin(BackwardWithin kept, StepListener.Step step, Carry at) {
        if (!kept.needsEnd(step)) {
            kept.pull(step, new BetweenAdjoint.Within(at, at, timeStep, timeStep.dt()), after);
            return;
        }
        Carry end = solver.pool().take(examples);
        steps.replay(context, at, timeStep, end);
        evaluations += steps.forward().step().evaluations();
        kept.pull(step, new BetweenAdjoint.Within(at, end, timeStep, timeStep.dt()), after);
        solver.pool().give(examples, end);
    }

    private void pullStart(Carry at) {
        steps.forward().start().ifPresent(start -> {
            clocks.setBegin(tape.steps().get(0), timeStep);
            steps.pullStart(context, at, timeStep, after, before, gradient);
            evaluations += start.evaluations();
            swap();
            clocks.accountStart(after.timeStep());
        });
    }

    private void swap() {
        Adjoints done = after;
        after = before;
        before = done;
    }
}
