package io.tacit.core.engine.cpu.run;

import io.tacit.core.engine.cpu.array.Numbers;
import io.tacit.core.engine.plan.instruction.Convolution;
import io.tacit.core.program.Conv2d;

/** The trilinear form of {@link Conv2d}, row by row of lanes. */
record TrilinearConvolution<A>(Numbers<A> numbers, Convolution of) implements Operation<A> {

    @Override
    public void run(Frame<A> f) {
        int start = f.start(of.result());
        numbers.fill(f.array(of.result()), start, start + of.resultRows() * f.width(of.result()), 0);
        Conv2d.Geometry g = of.op().geometry();
        for (int filter = 0; filter < g.filters(); filter++) {
            for (int out = 0; out < g.outHeight() * g.outWidth(); out++) {
                taps(f, g, filter, out);
            }
        }
    }

    private void taps(Frame<A> f, Conv2d.Geometry g, int filter, int out) {
        int taps = g.channels() * g.kernelHeight() * g.kernelWidth();
        int output = filter * g.outHeight() * g.outWidth() + out;
        for (int tap = 0; tap < taps; tap++) {
            int channel = tap / (g.kernelHeight() * g.kernelWidth());
            int row = out / g.outWidth() * g.stride() - g.padding() + tap / g.kernelWidth() % g.kernelHeight();
            int column = out % g.outWidth() * g.stride() - g.padding() + tap % g.kernelWidth();
            if (row >= 0 && column >= 0 && row < g.height() && column < g.width()) {
                int image = (channel * g.height() + row) * g.width() + column;
                int kernel = filter * taps + tap;
                switch (of.op().form()) {
                    case FORWARD -> multiply(f, image, kernel, output);
                    case INPUT -> multiply(f, output, kernel, image);
                    case KERNEL -> multiply(f, image, output, kernel);
                }
            }
        }
    }

    private void multiply(Frame<A> f, int p, int q, int y) {
        int width = f.width(of.result());
        int xs = f.start(of.first()) + p * f.width(of.first());
        int zs = f.start(of.second()) + q * f.width(of.second());
        int ys = f.start(of.result()) + y * width;
        A x = f.array(of.first());
        A z = f.array(of.second());
        A target = f.array(of.result());
        if (of.second().shared()) {
            numbers.loops().addScaled(z, zs, x, xs, target, ys, of.first().shared() ? 1 : width);
        } else if (of.first().shared()) {
            numbers.loops().addScaled(x, xs, z, zs, target, ys, width);
        } else {
            numbers.loops().addProducts(x, xs, z, zs, target, ys, width);
        }
    }
}
