package io.tacit.core.engine.cpu.run;

import io.tacit.core.engine.cpu.array.Numbers;
import io.tacit.core.engine.plan.instruction.Place;

/** What operations see while one tile runs: arrays, where the tile starts in each of them, and the tile's width. Scratch of one thread. */
final class Frame<A> {

    final A[] memory;
    /** First number of the current tile in each array. */
    final int[] base;
    /** Lanes of the current tile: the number of examples rounded up to {@link CpuBlock#LANES}. */
    int width;
    /** Examples of the current tile. */
    int count;
    /** Examples of the whole batch. */
    int examples;

    /** Operands of the kernel being called. */
    final A[] operands;

    final int[] offsets;

    Frame(Numbers<A> numbers, int slots, int operandCount) {
        this.memory = numbers.table(slots);
        this.base = new int[slots];
        this.operands = numbers.table(operandCount);
        this.offsets = new int[operandCount];
    }

    A array(Place place) {
        return memory[place.slot()];
    }

    int start(Place place) {
        return base[place.slot()] + place.offset() * width(place);
    }

    int width(Place place) {
        return place.shared() ? 1 : width;
    }
}
