package io.tacit.core.engine.cpu;

import java.util.Arrays;

/** Copies {@code count} rows: row {@code to.row(r)} of the target takes row {@code from.row(r)} of the source; SHARED numbers fill all lanes. */
record MoveRows(Place source, Rows from, Place target, Rows to, int count) implements Instruction {

    @Override
    public void run(Frame f) {
        float[] x = f.array(source);
        float[] y = f.array(target);
        int xs = f.start(source);
        int ys = f.start(target);
        int width = f.width(target);
        if (source.shared() && !target.shared()) {
            for (int r = 0; r < count; r++) {
                int row = ys + to.row(r) * width;
                Arrays.fill(y, row, row + width, x[xs + from.row(r)]);
            }
        } else if (from.contiguous() && to.contiguous()) {
            System.arraycopy(x, xs + from.offset() * width, y, ys + to.offset() * width, count * width);
        } else {
            for (int r = 0; r < count; r++) {
                System.arraycopy(x, xs + from.row(r) * width, y, ys + to.row(r) * width, width);
            }
        }
    }
}
