package io.tacit.core.adjoint;

import io.tacit.core.engine.Block;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.Solution;
import io.tacit.core.solve.StepListener;
import java.util.List;
import java.util.stream.IntStream;

/** Brings the cotangents of what was kept in, where the way back passes the time at which it was kept. */
record Injection(Problem problem, Solution solution, Cotangents cotangents, boolean ownClocks) {

    private int targets() {
        return problem.saveAt().times().size() + 1;
    }

    private double time(int target, int clock) {
        return target == targets() - 1
                ? problem.span().to(clock)
                : problem.saveAt().times().get(target);
    }

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

    private boolean succeeded(int clock) {
        return solution.reports().get(clock).outcome().succeeded();
    }

    /** Adds the cotangents of all targets on which clocks landed at the end of a step. */
    void addLanded(StepListener.Step step, List<Block> state) {
        for (int clock = 0; clock < step.landed().length; clock++) {
            int first = step.landed()[clock];
            for (int target = first;
                    target >= 0 && target < targets() && time(target, clock) == time(first, clock);
                    target++) {
                add(target, clock, state);
            }
        }
    }

    /** Adds the cotangents of targets at the very beginning. */
    void addBegin(List<Block> state) {
        for (int clock = 0; clock < solution.reports().size(); clock++) {
            for (int target = 0;
                    target < targets() && time(target, clock) == problem.span().from(clock);
                    target++) {
                add(target, clock, state);
            }
        }
    }

    private void add(int target, int clock, List<Block> state) {
        List<Block> given = cotangents.of(target, targets());
        if (!succeeded(clock) || given.isEmpty()) {
            return;
        }
        for (int i = 0; i < state.size(); i++) {
            Block sum = state.get(i);
            int first = ownClocks ? clock : 0;
            int last = ownClocks ? clock + 1 : sum.examples();
            add(sum, given.get(i), first, last);
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
}
