package io.tacit.core.engine.cpu;

import java.util.Arrays;

/** Sum or maximum over axes of one example: row {@code target[r]} of the result gathers row r, in order. */
record ReduceRows(Place source, Place result, int[] targets, int resultRows, Fold fold) implements Instruction {

    /** How rows are combined. */
    enum Fold {
        SUM(0f),
        MAX(Float.NEGATIVE_INFINITY);

        private final float neutral;

        Fold(float neutral) {
            this.neutral = neutral;
        }
    }

    @Override
    public void run(Frame f) {
        float[] x = f.array(source);
        float[] y = f.array(result);
        int xs = f.start(source);
        int ys = f.start(result);
        int width = f.width(result);
        Arrays.fill(y, ys, ys + resultRows * width, fold.neutral);
        for (int r = 0; r < targets.length; r++) {
            combine(x, xs + r * width, y, ys + targets[r] * width, width);
        }
    }

    private void combine(float[] x, int xs, float[] y, int ys, int width) {
        if (fold == Fold.SUM) {
            for (int b = 0; b < width; b++) {
                y[ys + b] += x[xs + b];
            }
        } else {
            for (int b = 0; b < width; b++) {
                y[ys + b] = Math.max(y[ys + b], x[xs + b]);
            }
        }
    }
}
