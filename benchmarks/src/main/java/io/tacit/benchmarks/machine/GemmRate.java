package io.tacit.benchmarks.machine;

import io.tacit.core.engine.cpu.codegen.Gemm;
import io.tacit.core.engine.cpu.codegen.Kernels;
import java.util.Arrays;
import java.util.List;

/** Rates of the engine's own matrix products on one thread, in 10⁹ operations a second. */
public final class GemmRate {

    private static final int RUNS = 10;
    /** Much longer than a reading of the clock, much shorter than a time slice. */
    private static final double RUN_NANOS = 5e6;

    private final Gemm<float[]> gemm = Kernels.floats().gemm();

    /** Weights of a layer: out × in. */
    public record Weights(int out, int in) {}

    /**
     * Best rate over the products of a training step, for a tile of {@code width} examples: for each layer W·Z, Wᵀ·U and G += U·Zᵀ, which have
     * equally many operations, one layer after another.
     */
    public double ofStep(List<Weights> layers, int width) {
        List<Layer> prepared =
                layers.stream().map(w -> new Layer(gemm, w, width)).toList();
        double flops =
                layers.stream().mapToDouble(w -> 6.0 * w.out * w.in * width).sum();
        Times times = timed(flops, () -> prepared.forEach(Layer::run));
        return flops * rounds(flops) / times.leastMillis() / 1e6;
    }

    /** The best of a square product and of one with operands that stay in the first cache. */
    public double peak() {
        return Math.max(square(1024), square(64));
    }

    private double square(int n) {
        float[] a = filled(n * n);
        float[] b = filled(n * n);
        float[] c = filled(n * n);
        Gemm.Product product = Gemm.Product.plain(Gemm.Store.SET, n, n);
        double flops = 2.0 * n * n * n;
        Times times = timed(flops, () -> gemm.multiply(product, n, a, 0, b, 0, c, 0));
        return flops * rounds(flops) / times.leastMillis() / 1e6;
    }

    private static Times timed(double flops, Runnable work) {
        int rounds = rounds(flops);
        return Times.of(new Times.WarmUp(RUNS, 0), RUNS, () -> {
            for (int i = 0; i < rounds; i++) {
                work.run();
            }
        });
    }

    /** As many as take {@link #RUN_NANOS} at 100 operations a nanosecond. */
    private static int rounds(double flops) {
        return (int) Math.max(1, RUN_NANOS * 100 / flops);
    }

    private static float[] filled(int length) {
        float[] values = new float[length];
        Arrays.fill(values, 0.5f);
        return values;
    }

    /** Arrays of one layer and its three products. */
    private static final class Layer {

        private final Gemm<float[]> gemm;
        private final int width;
        private final Gemm.Product forward;
        private final Gemm.Product backward;
        private final Gemm.Outer outer;
        private final float[] weights;
        private final float[] gradient;
        private final float[] z;
        private final float[] y;
        private final float[] u;
        private final float[] x;

        Layer(Gemm<float[]> gemm, Weights w, int width) {
            this.gemm = gemm;
            this.width = width;
            this.forward = Gemm.Product.plain(Gemm.Store.SET, w.out, w.in);
            this.backward = Gemm.Product.transposed(Gemm.Store.SET, w.in, w.out);
            this.outer = new Gemm.Outer(w.out, w.in, 1);
            this.weights = filled(w.out * w.in);
            this.gradient = filled(w.out * w.in);
            this.z = filled(w.in * width);
            this.y = filled(w.out * width);
            this.u = filled(w.out * width);
            this.x = filled(w.in * width);
        }

        void run() {
            gemm.multiply(forward, width, weights, 0, z, 0, y, 0);
            gemm.multiply(backward, width, weights, 0, u, 0, x, 0);
            gemm.accumulate(outer, width, width, u, 0, z, 0, gradient, 0);
        }
    }
}
