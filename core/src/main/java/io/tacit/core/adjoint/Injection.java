package io.tacit.core.adjoint;

import io.tacit.core.engine.Block;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.Solution;
import io.tacit.core.solve.StepListener;
import io.tacit.core.solve.Targets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Brings the cotangents of what was kept in, where the way back passes the time at which it was kept.
 *
 * @param ownClocks whether each example has its own clock
 * @param landing whether steps landed on the times kept
 */
record Injection(Problem problem, Solution solution, Cotangents cotangents, boolean ownClocks, boolean landing) {

    /** Examples whose own clock failed. */
    List<Integer> failed() {
        return ownClocks
                ? IntStream.range(0, problem.examples())
                        .filter(b -> !succeeded(b))
                        .boxed()
                        .toList()
                : List.of();
    }

    boolean anySucceeded() {
        return solution.reports().stream().anyMatch(r -> r.outcome().succeeded());
    }

    boolean succeeded(int clock) {
        return solution.reports().get(clock).outcome().succeeded();
    }

    /** Number of the clock of an example. */
    int clock(int example) {
        return ownClocks ? example : 0;
    }

    /** The cotangent of a time kept, or of the end, which comes after all of them; empty where L does not look at it. */
    List<Block> given(int point) {
        return cotangents.of(point, problem.saveAt().points() + 1);
    }

    /** Adds the cotangents of all targets on which clocks landed at the end of a step. */
    void addLanded(StepListener.Step step, List<Block> state) {
        for (int clock = 0; clock < step.landed().length; clock++) {
            if (step.landed()[clock] >= 0) {
                addAt(clock, step.landed()[clock], state);
            }
        }
    }

    /** Adds the cotangents of a target and of those at the same time. */
    private void addAt(int clock, int first, List<Block> state) {
        Targets targets = Targets.of(problem, clock, landing);
        for (int i = first; i < targets.count() && targets.time(i) == targets.time(first); i++) {
            if (!targets.isJump(i)) {
                addFor(clock, targets.point(i), state);
            }
        }
    }

    /** Adds the cotangents of what was kept at the very beginning. */
    void addBegin(List<Block> state) {
        for (int clock = 0; clock < solution.reports().size(); clock++) {
            if (Targets.of(problem, clock, landing).time(0) == problem.span().from(clock)) {
                addAt(clock, 0, state);
            }
        }
        for (int example = 0; example < problem.examples() && !landing; example++) {
            addBegin(example, state);
        }
    }

    private void addBegin(int example, List<Block> state) {
        List<Double> times = problem.saveAt().row(example);
        double from = problem.span().from(clock(example));
        for (int point = 0; point < times.size() && times.get(point) == from; point++) {
            add(point, clock(example), example, example + 1, state);
        }
    }

    private void addFor(int clock, int point, List<Block> state) {
        if (ownClocks) {
            add(point, clock, clock, clock + 1, state);
        } else {
            add(point, clock, 0, Integer.MAX_VALUE, state);
        }
    }

    private void add(int point, int clock, int first, int last, List<Block> state) {
        List<Block> given = given(point);
        for (int i = 0; i < given.size() && succeeded(clock); i++) {
            add(state.get(i), given.get(i), first, Math.min(last, state.get(i).examples()));
        }
    }

    private static void add(Block sum, Block given, int first, int last) {
        int size = sum.shape().size();
        for (int b = first; b < last; b++) {
            for (int i = 0; i < size; i++) {
                sum.set(b, i, sum.get(b, i) + given.get(b, i));
            }
        }
    }

    /** Adds one block to another of the same form. */
    static void add(Block sum, Block given) {
        add(sum, given, 0, sum.examples());
    }
}
