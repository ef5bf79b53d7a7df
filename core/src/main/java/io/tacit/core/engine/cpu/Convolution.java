package io.tacit.core.engine.cpu;

import io.tacit.core.program.Conv2d;
import java.util.Arrays;

/** The trilinear form of {@link Conv2d}, row by row of lanes; either operand may be SHARED. */
record Convolution(Conv2d op, Place first, Place second, Place result, int resultRows) implements Instruction {

    @Override
    public void run(Frame f) {
        int start = f.start(result);
        Arrays.fill(f.array(result), start, start + resultRows * f.width(result), 0f);
        Conv2d.Geometry g = op.geometry();
        for (int filter = 0; filter < g.filters(); filter++) {
            for (int out = 0; out < g.outHeight() * g.outWidth(); out++) {
                taps(f, g, filter, out);
            }
        }
    }

    private void taps(Frame f, Conv2d.Geometry g, int filter, int out) {
        int taps = g.channels() * g.kernelHeight() * g.kernelWidth();
        int output = filter * g.outHeight() * g.outWidth() + out;
        for (int tap = 0; tap < taps; tap++) {
            int channel = tap / (g.kernelHeight() * g.kernelWidth());
            int row = out / g.outWidth() * g.stride() - g.padding() + tap / g.kernelWidth() % g.kernelHeight();
            int column = out % g.outWidth() * g.stride() - g.padding() + tap % g.kernelWidth();
            if (row >= 0 && column >= 0 && row < g.height() && column < g.width()) {
                int image = (channel * g.height() + row) * g.width() + column;
                int kernel = filter * taps + tap;
                switch (op.form()) {
                    case FORWARD -> multiply(f, image, kernel, output);
                    case INPUT -> multiply(f, output, kernel, image);
                    case KERNEL -> multiply(f, image, output, kernel);
                }
            }
        }
    }

    private void multiply(Frame f, int p, int q, int y) {
        int width = f.width(result);
        int xs = f.start(first) + p * f.width(first);
        int zs = f.start(second) + q * f.width(second);
        int ys = f.start(result) + y * width;
        float[] x = f.array(first);
        float[] z = f.array(second);
        float[] target = f.array(result);
        if (second.shared()) {
            RowProduct.axpy(z[zs], x, xs, target, ys, first.shared() ? 1 : width);
        } else if (first.shared()) {
            RowProduct.axpy(x[xs], z, zs, target, ys, width);
        } else {
            for (int l = 0; l < width; l++) {
                target[ys + l] = Math.fma(x[xs + l], z[zs + l], target[ys + l]);
            }
        }
    }
}
