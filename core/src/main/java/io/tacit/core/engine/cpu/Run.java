package io.tacit.core.engine.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Scratch of runs that one thread starts: its own frame, and one for each group of tiles. Grows to what was needed and stays. */
final class Run {

    private final Plan plan;
    private final Frame frame;
    private final List<Frame> groups = new ArrayList<>();
    private final List<float[]> tiles = new ArrayList<>();

    Run(Plan plan, int slots) {
        this.plan = plan;
        this.frame = new Frame(slots, plan.operands());
        frame.memory[Slot.TILE] = tileArray();
        frame.memory[Slot.SHARED] = new float[plan.sharedFloats()];
        frame.memory[Slot.CONSTANT] = plan.constants();
        frame.memory[Slot.PARTIAL] = new float[plan.reducedFloats()];
        frame.memory[Slot.TOTAL] = frame.memory[Slot.PARTIAL];
    }

    private float[] tileArray() {
        return new float[plan.tileRows() * CpuBlock.TILE];
    }

    Frame frame() {
        return frame;
    }

    Frame group(int g) {
        return groups.get(g);
    }

    /** Scratch of a tile: its own where values outlive a pass, else its group's. */
    float[] tileScratch(int group, int tile) {
        return tiles.get(plan.severalPasses() ? tile : group);
    }

    void prepareGroups(int count, int tileCount) {
        while (groups.size() < count) {
            groups.add(new Frame(frame.memory.length, plan.operands()));
        }
        while (tiles.size() < (plan.severalPasses() ? tileCount : count)) {
            tiles.add(tileArray());
        }
        for (int g = 0; g < count; g++) {
            prepare(groups.get(g));
        }
    }

    private void prepare(Frame group) {
        float[] reduced = zeros(group.memory[Slot.PARTIAL], frame.memory[Slot.PARTIAL].length);
        float[] gradient = zeros(group.memory[Slot.GRADIENT], frame.memory[Slot.GRADIENT].length);
        System.arraycopy(frame.memory, 0, group.memory, 0, frame.memory.length);
        group.memory[Slot.PARTIAL] = reduced;
        group.memory[Slot.GRADIENT] = gradient;
        group.examples = frame.examples;
    }

    private static float[] zeros(float[] known, int length) {
        if (known == null || known.length != length) {
            return new float[length];
        }
        Arrays.fill(known, 0f);
        return known;
    }

    /** Adds the groups' sums in order. */
    void addGroups(int count) {
        for (int g = 0; g < count; g++) {
            add(groups.get(g).memory[Slot.PARTIAL], frame.memory[Slot.PARTIAL]);
            add(groups.get(g).memory[Slot.GRADIENT], frame.memory[Slot.GRADIENT]);
        }
    }

    private static void add(float[] part, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += part[i];
        }
    }

    /** Forgets the caller's blocks. */
    void release() {
        for (int slot = Slot.FIRST_ARGUMENT; slot < frame.memory.length; slot++) {
            frame.memory[slot] = null;
        }
    }
}
