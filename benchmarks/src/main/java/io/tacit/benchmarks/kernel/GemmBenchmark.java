package io.tacit.benchmarks.kernel;

import io.tacit.core.engine.cpu.codegen.Gemm;
import io.tacit.core.engine.cpu.codegen.Kernels;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The three products of a layer for a tile of 64 examples, with weights of the layers that are measured elsewhere. An invocation has
 * 128 · out · in operations: 64 × 64 at 100 operations a nanosecond takes 5.2 µs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class GemmBenchmark {

    private static final int WIDTH = 64;

    /** Rows × columns of the weights. */
    @Param({"64x2", "2x64", "64x64", "128x128", "256x43", "256x256", "860x43", "860x860"})
    public String weights = "64x64";

    /** {@code vector} or {@code scalar}. */
    @Param("vector")
    public String kernels = "vector";

    private Gemm<float[]> gemm = Kernels.scalarFloats().gemm();
    private Gemm.Product forward = Gemm.Product.plain(Gemm.Store.SET, 1, 1);
    private Gemm.Product backward = forward;
    private Gemm.Outer outer = new Gemm.Outer(1, 1, 1);
    private float[] w = {};
    private float[] g = {};
    private float[] z = {};
    private float[] y = {};
    private float[] u = {};
    private float[] x = {};

    @Setup
    public void prepare() {
        int out = Integer.parseInt(weights.substring(0, weights.indexOf('x')));
        int in = Integer.parseInt(weights.substring(weights.indexOf('x') + 1));
        gemm = (kernels.equals("scalar")
                        ? Kernels.scalarFloats()
                        : Kernels.vectorFloats().orElseThrow())
                .gemm();
        forward = Gemm.Product.plain(Gemm.Store.SET, out, in);
        backward = Gemm.Product.transposed(Gemm.Store.SET, in, out);
        outer = new Gemm.Outer(out, in, 1);
        w = filled(out * in);
        g = filled(out * in);
        z = filled(in * WIDTH);
        y = filled(out * WIDTH);
        u = filled(out * WIDTH);
        x = filled(in * WIDTH);
    }

    static float[] filled(int length) {
        float[] values = new float[length];
        Arrays.fill(values, 0.5f);
        return values;
    }

    /** W·Z. */
    @Benchmark
    public float[] forward() {
        gemm.multiply(forward, WIDTH, w, 0, z, 0, y, 0);
        return y;
    }

    /** Wᵀ·U. */
    @Benchmark
    public float[] backward() {
        gemm.multiply(backward, WIDTH, w, 0, u, 0, x, 0);
        return x;
    }

    /** G += U·Zᵀ. */
    @Benchmark
    public float[] gradient() {
        gemm.accumulate(outer, WIDTH, WIDTH, u, 0, z, 0, g, 0);
        return g;
    }
}
