package io.tacit.core.adjoint;

import io.tacit.core.engine.Block;
import io.tacit.core.solve.Carry;
import io.tacit.core.solve.StepListener;
import io.tacit.core.solve.Stepper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What a solve leaves for its derivative: times and sizes of all accepted steps, and the carries where every {@code stride}-th began. The
 * stride doubles whenever more than {@code most} would be kept. The first {@code recorded} carries are kept as they are, with their residuals
 * if they have any; of later ones the plain part is copied.
 */
final class Tape implements StepListener {

    /** A carry kept, the number of the step that began there, and the pool it came from. */
    record Checkpoint(int step, Carry carry, CarryPool pool) {}

    private final CarryPool plain;
    private final CarryPool solving;
    private final int examples;
    private final int most;
    private final List<Step> steps = new ArrayList<>();
    private Deque<Checkpoint> kept = new ArrayDeque<>();
    private int recorded;
    private int stride = 1;

    /**
     * @param plain carries without residuals
     * @param solving carries as the solve uses them
     */
    Tape(CarryPool plain, CarryPool solving, int examples, int most, int recorded) {
        this.plain = plain;
        this.solving = solving;
        this.examples = examples;
        this.most = most;
        this.recorded = recorded;
    }

    @Override
    public Carry taken(Step step, Carry before) {
        int number = steps.size();
        steps.add(step);
        if (number % stride == 0 && kept.size() == most) {
            thin();
        }
        if (number % stride != 0) {
            return before;
        }
        if (recorded > 0) {
            recorded--;
            kept.addLast(new Checkpoint(number, before, solving));
            return solving.take(examples);
        }
        kept.addLast(new Checkpoint(number, copy(before), plain));
        return before;
    }

    @Override
    public Carry lend(Stepper stepper, int width) {
        return solving.take(width);
    }

    @Override
    public void giveBack(Carry carry) {
        solving.give(examples, carry);
    }

    private Carry copy(Carry carry) {
        Carry copy = plain.take(examples);
        copy.copyFrom(carry);
        return copy;
    }

    private void thin() {
        stride *= 2;
        Deque<Checkpoint> thinner = new ArrayDeque<>();
        for (Checkpoint c : kept) {
            if (c.step() % stride == 0) {
                thinner.addLast(c);
            } else {
                give(c);
            }
        }
        kept = thinner;
    }

    void give(Checkpoint checkpoint) {
        checkpoint.pool().give(examples, checkpoint.carry());
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
            c.carry().blocks().forEach(b -> clear(b, example));
        }
    }

    private static void clear(Block block, int example) {
        for (int i = 0; i < block.shape().size(); i++) {
            block.set(example, i, 0);
        }
    }
}
