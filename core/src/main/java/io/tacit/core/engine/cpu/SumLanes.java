package io.tacit.core.engine.cpu;

/** Sum over the examples of a tile, added to a SHARED value: padding lanes do not count. */
record SumLanes(Place source, Place result, int rows) implements Instruction {

    @Override
    public void run(Frame f) {
        LaneSum.add(f.array(source), f.start(source), f.width, f.count, f.array(result), f.start(result), rows);
    }
}
