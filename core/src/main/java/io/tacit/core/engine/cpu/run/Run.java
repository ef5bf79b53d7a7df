package io.tacit.core.engine.cpu.run;

import io.tacit.core.engine.cpu.array.Numbers;
import io.tacit.core.engine.plan.instruction.Plan;
import io.tacit.core.engine.plan.instruction.Slot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scratch of runs that one thread starts: its own frame, and one for each group of tiles. Grows to what was needed and stays. */
final class Run<A> {

    private final Plan plan;
    private final Numbers<A> numbers;
    private final Frame<A> frame;
    private final List<Frame<A>> groups = new ArrayList<>();
    private final List<A> tiles = new ArrayList<>();

    Run(BoundPlan<A> bound, int slots) {
        this.plan = bound.plan();
        this.numbers = bound.numbers();
        this.frame = new Frame<>(numbers, slots, plan.scratch().operands());
        frame.memory[Slot.TILE] = tileArray();
        frame.memory[Slot.SHARED] = numbers.allocate(plan.scratch().sharedNumbers());
        frame.memory[Slot.CONSTANT] = bound.constants();
        frame.memory[Slot.PARTIAL] = numbers.allocate(plan.scratch().reducedNumbers());
        frame.memory[Slot.TOTAL] = frame.memory[Slot.PARTIAL];
    }

    private A tileArray() {
        return numbers.allocate(plan.scratch().tileRows() * CpuBlock.TILE);
    }

    Frame<A> frame() {
        return frame;
    }

    Frame<A> group(int g) {
        return groups.get(g);
    }

    /** Scratch of a tile: its own where values outlive a pass, else its group's. */
    A tileScratch(int group, int tile) {
        return tiles.get(plan.severalPasses() ? tile : group);
    }

    void clearSums() {
        A sums = frame.memory[Slot.PARTIAL];
        numbers.fill(sums, 0, numbers.length(sums), 0);
    }

    void prepareGroups(int count, int tileCount) {
        while (groups.size() < count) {
            groups.add(new Frame<>(numbers, frame.memory.length, plan.scratch().operands()));
        }
        while (tiles.size() < (plan.severalPasses() ? tileCount : count)) {
            tiles.add(tileArray());
        }
        for (int g = 0; g < count; g++) {
            prepare(groups.get(g));
        }
    }

    private void prepare(Frame<A> group) {
        A reduced = zeros(group.memory[Slot.PARTIAL], frame.memory[Slot.PARTIAL]);
        A gradient = zeros(group.memory[Slot.GRADIENT], frame.memory[Slot.GRADIENT]);
        System.arraycopy(frame.memory, 0, group.memory, 0, frame.memory.length);
        group.memory[Slot.PARTIAL] = reduced;
        group.memory[Slot.GRADIENT] = gradient;
        group.examples = frame.examples;
    }

    private A zeros(@Nullable A known, A like) {
        int length = numbers.length(like);
        if (known == null || numbers.length(known) != length) {
            return numbers.allocate(length);
        }
        numbers.fill(known, 0, length, 0);
        return known;
    }

    /** Adds the groups' sums in order. */
    void addGroups(int count) {
        for (int g = 0; g < count; g++) {
            add(groups.get(g), Slot.PARTIAL);
            add(groups.get(g), Slot.GRADIENT);
        }
    }

    private void add(Frame<A> group, int slot) {
        A sum = frame.memory[slot];
        numbers.loops().add(group.memory[slot], 0, sum, 0, numbers.length(sum));
    }

    /** Forgets the caller's blocks. */
    void release() {
        for (int slot = Slot.FIRST_ARGUMENT; slot < frame.memory.length; slot++) {
            frame.memory[slot] = null;
        }
    }
}
