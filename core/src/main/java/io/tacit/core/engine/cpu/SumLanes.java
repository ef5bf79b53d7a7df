package io.tacit.core.engine.cpu;

import io.tacit.core.engine.cpu.kernel.LaneSum;

/** Sum over the examples of a tile, added to a SHARED value: padding lanes do not count. */
record SumLanes(LaneSum sum, Place source, Place result, int rows) implements Instruction {

    @Override
    public void run(Frame f) {
        sum.add(rows, f.width, f.count, f.array(source), f.start(source), f.array(result), f.start(result));
    }
}
