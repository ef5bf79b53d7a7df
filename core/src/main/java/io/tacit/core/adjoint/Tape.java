package io.tacit.core.adjoint;

import io.tacit.core.engine.Block;
import io.tacit.core.solve.StepListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What a solve leaves for its derivative: times and sizes of all accepted steps, and the carries where every {@code stride}-th began. The
 * stride doubles whenever more than {@code most} would be kept.
 */
final class Tape implements StepListener {

    /** A carry kept, and the number of the step that began there. */
    record Checkpoint(int step, List<Block> carry) {}

    private final CarryPool pool;
    private final int examples;
    private final int most;
    private final List<Step> steps = new ArrayList<>();
    private Deque<Checkpoint> kept = new ArrayDeque<>();
    private int stride = 1;

    Tape(CarryPool pool, int examples, int most) {
        this.pool = pool;
        this.examples = examples;
        this.most = most;
    }

    @Override
    public List<Block> taken(Step step, List<Block> before) {
        int number = steps.size();
        steps.add(step);
        if (number % stride == 0 && kept.size() == most) {
            thin();
        }
        if (number % stride != 0) {
            return before;
        }
        kept.addLast(new Checkpoint(number, before));
        return pool.take(examples);
    }

    private void thin() {
        stride *= 2;
        Deque<Checkpoint> thinner = new ArrayDeque<>();
        for (Checkpoint c : kept) {
            if (c.step() % stride == 0) {
                thinner.addLast(c);
            } else {
                pool.give(examples, c.carry());
            }
        }
        kept = thinner;
    }

    List<Step> steps() {
        return steps;
    }

    int count() {
        return kept.size();
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    /** The latest checkpoint, which leaves the tape. */
    Checkpoint pop() {
        return kept.removeLast();
    }

    /** Sets the state of one example to 0 everywhere, so that a failed one cannot harm a sum. */
    void clear(int example) {
        for (Checkpoint c : kept) {
            for (Block b : c.carry()) {
                for (int i = 0; i < b.shape().size(); i++) {
                    b.set(example, i, 0);
                }
            }
        }
    }
}
