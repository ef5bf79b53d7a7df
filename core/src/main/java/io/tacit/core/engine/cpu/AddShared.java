package io.tacit.core.engine.cpu;

/** Adds a SHARED value to another. */
record AddShared(Place source, Rows from, Place target, int count) implements Instruction {

    @Override
    public void run(Frame f) {
        float[] x = f.array(source);
        float[] y = f.array(target);
        int xs = f.start(source);
        int ys = f.start(target);
        for (int i = 0; i < count; i++) {
            y[ys + i] += x[xs + from.row(i)];
        }
    }

    /** Adds one number everywhere. */
    record Constant(float value, Place target, int count) implements Instruction {
        @Override
        public void run(Frame f) {
            float[] y = f.array(target);
            int ys = f.start(target);
            for (int i = 0; i < count; i++) {
                y[ys + i] += value;
            }
        }
    }
}
