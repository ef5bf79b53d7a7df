package io.tacit.core.engine.cpu.run;

import io.tacit.core.engine.cpu.array.Numbers;
import io.tacit.core.engine.plan.instruction.InnerLoop;
import io.tacit.core.engine.plan.instruction.Place;
import io.tacit.core.engine.plan.instruction.Slot;
import io.tacit.core.program.Iterate.Status;
import io.tacit.core.program.Program;
import java.util.Optional;

/**
 * Inner iteration of one tile on the calling thread. The carries stand where the result is to stand; the next ones, in scratch, take their place in the lanes
 * that are not frozen. Ends when all lanes are, so a tile takes as long as its slowest example.
 */
final class Loop<A> implements Operation<A> {

    private final BoundPlan<A> body;
    private final InnerLoop of;
    private final int carried;
    private final ThreadLocal<Lanes<A>> scratch;

    Loop(BoundPlan<A> body, InnerLoop of) {
        this.body = body;
        this.of = of;
        this.carried = of.loop().carried();
        this.scratch = ThreadLocal.withInitial(this::lanes);
    }

    /** What one thread works with. */
    private record Lanes<A>(Frame<A> frame, A next, boolean[] running) {}

    private Lanes<A> lanes() {
        Numbers<A> numbers = body.numbers();
        int results = of.loop().carries() + 1;
        Run<A> run = new Run<>(body, Slot.FIRST_ARGUMENT + of.operands().size() + results);
        return new Lanes<>(run.frame(), numbers.allocate((carried + 1) * CpuBlock.TILE), new boolean[CpuBlock.TILE]);
    }

    @Override
    public void run(Frame<A> f) {
        Lanes<A> lanes = scratch.get();
        begin(f, lanes);
        bind(f, lanes);
        for (BoundPlan.Phase<A> phase : body.phases()) {
            phase.shared().forEach(o -> o.run(lanes.frame));
        }
        int taken = 0;
        while (evaluate(f, lanes, taken)) {
            advance(f, lanes);
            taken++;
        }
    }

    private void begin(Frame<A> f, Lanes<A> lanes) {
        java.util.Arrays.fill(lanes.running, 0, f.width, true);
        A y = f.array(of.result());
        int at = f.start(of.result());
        for (int i = 0; i < of.loop().carries(); i++) {
            Place start = of.operands().get(i);
            int length = size(i) * f.width;
            body.numbers().copy(f.array(start), f.start(start), y, at, length);
            at += length;
        }
    }

    private int size(int carry) {
        Program.Input input = of.loop().body().inputs().get(carry);
        return input.shape().size();
    }

    /** Arguments: carries in the result, then captured values where they are; results: in scratch. */
    private void bind(Frame<A> f, Lanes<A> lanes) {
        Frame<A> inner = lanes.frame;
        inner.width = f.width;
        inner.count = f.count;
        inner.examples = f.examples;
        int carries = of.loop().carries();
        int operands = of.operands().size();
        int at = 0;
        for (int i = 0; i < operands; i++) {
            boolean carry = i < carries;
            Place place = carry ? of.result() : of.operands().get(i);
            put(inner, i, f.array(place), f.start(place) + (carry ? at : 0));
            if (carry) {
                put(inner, operands + i, lanes.next, at);
                at += size(i) * f.width;
            }
        }
        put(inner, operands + carries, lanes.next, at);
    }

    private void put(Frame<A> inner, int index, A array, int start) {
        inner.memory[Slot.FIRST_ARGUMENT + index] = array;
        inner.base[Slot.FIRST_ARGUMENT + index] = start;
    }

    /** Whether any example goes on. */
    private boolean evaluate(Frame<A> f, Lanes<A> lanes, int taken) {
        for (BoundPlan.Phase<A> phase : body.phases()) {
            phase.tiles().forEach(o -> o.run(lanes.frame));
        }
        boolean any = false;
        for (int l = 0; l < f.width; l++) {
            if (lanes.running[l]) {
                double residual = body.numbers().get(lanes.next, carried * f.width + l);
                lanes.running[l] = look(f, l, taken, residual);
                any |= lanes.running[l];
            }
        }
        return any;
    }

    private boolean look(Frame<A> f, int lane, int taken, double residual) {
        Optional<Status> status =
                Status.of(residual, of.loop().tolerance(), taken == of.loop().most());
        status.ifPresent(s -> {
            report(f, lane, 0, taken);
            report(f, lane, 1, residual);
            report(f, lane, 2, s.ordinal());
        });
        return status.isEmpty();
    }

    private void report(Frame<A> f, int lane, int row, double value) {
        body.numbers().set(f.array(of.result()), f.start(of.result()) + (carried + row) * f.width + lane, value);
    }

    private void advance(Frame<A> f, Lanes<A> lanes) {
        A y = f.array(of.result());
        int start = f.start(of.result());
        for (int row = 0; row < carried; row++) {
            int at = row * f.width;
            body.numbers().solving().select(lanes.running, lanes.next, at, y, start + at, f.width);
        }
    }
}
