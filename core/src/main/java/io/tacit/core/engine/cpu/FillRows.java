package io.tacit.core.engine.cpu;

import java.util.Arrays;

/** Sets {@code count} rows to one number. */
record FillRows(Place target, int count, float value) implements Instruction {

    @Override
    public void run(Frame f) {
        int start = f.start(target);
        Arrays.fill(f.array(target), start, start + count * f.width(target), value);
    }
}
