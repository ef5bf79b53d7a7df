package io.tacit.core.engine.cpu;

final class LaneSum {
    static void add(float[] x, int xs, int width, int count, float[] y, int ys, int rows) {
        for (int r = 0; r < rows; r++) {
            float s = 0;
            for (int b = 0; b < count; b++) s += x[xs + r * width + b];
            y[ys + r] += s;
        }
    }
}
