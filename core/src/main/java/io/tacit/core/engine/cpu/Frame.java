package io.tacit.core.engine.cpu;

/** What instructions see while one tile runs: arrays, where the tile starts in each of them, and the tile's width. Scratch of one thread. */
final class Frame {

    final float[][] memory;
    /** First float of the current tile in each array. */
    final int[] base;
    /** Lanes of the current tile: the number of examples rounded up to {@link CpuBlock#LANES}. */
    int width;
    /** Examples of the current tile. */
    int count;
    /** Examples of the whole batch. */
    int examples;

    /** Operands of the kernel being called. */
    final float[][] operands;

    final int[] offsets;

    Frame(int slots, int operandCount) {
        this.memory = new float[slots][];
        this.base = new int[slots];
        this.operands = new float[operandCount][];
        this.offsets = new int[operandCount];
    }

    float[] array(Place place) {
        return memory[place.slot()];
    }

    int start(Place place) {
        return base[place.slot()] + place.offset() * width(place);
    }

    int width(Place place) {
        return place.shared() ? 1 : width;
    }
}
