package io.tacit.benchmarks.kernel;

import io.tacit.core.engine.cpu.codegen.FusedLoop;
import io.tacit.core.engine.cpu.codegen.Kernels;
import io.tacit.core.engine.plan.kernel.FusedKernel;
import io.tacit.core.program.Binary;
import io.tacit.core.program.Unary;
import io.tacit.core.tensor.Precision;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The elementwise part of a concat-squash layer with its tangent in one pass: h = tanh(a·gate + shift), ḣ = ȧ·gate·(1 − h²), for 64 units and 64
 * examples. Nanoseconds for a unit of an example.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class LayerBenchmark {

    private static final int ROWS = 64;
    private static final int WIDTH = 64;
    private static final int[] OFFSETS = new int[6];

    /** {@code vector} or {@code scalar}. */
    @Param("vector")
    public String kernels = "vector";

    private final float[][] memory = {
        GemmBenchmark.filled(ROWS * WIDTH),
        GemmBenchmark.filled(ROWS * WIDTH),
        GemmBenchmark.filled(ROWS),
        GemmBenchmark.filled(ROWS),
        new float[ROWS * WIDTH],
        new float[ROWS * WIDTH]
    };
    private FusedLoop<float[]> loop = (m, offsets, width) -> {};

    @Setup
    public void prepare() {
        FusedKernel.Builder kernel = FusedKernel.over(Precision.FLOAT32, ROWS);
        int a = kernel.tile();
        int tangent = kernel.tile();
        int gate = kernel.shared(io.tacit.core.engine.plan.kernel.RowMap.identity(ROWS));
        int shift = kernel.shared(io.tacit.core.engine.plan.kernel.RowMap.identity(ROWS));
        int h = kernel.apply(Unary.TANH, kernel.fma(a, gate, shift));
        int slope = kernel.apply(Binary.SUB, kernel.constant(1), kernel.apply(Unary.SQUARE, h));
        kernel.store(h);
        kernel.store(kernel.apply(Binary.MUL, kernel.apply(Binary.MUL, tangent, gate), slope));
        loop = (kernels.equals("scalar")
                        ? Kernels.scalarFloats()
                        : Kernels.vectorFloats().orElseThrow())
                .compile(kernel.build());
    }

    @Benchmark
    @OperationsPerInvocation(ROWS * WIDTH)
    public float[] valueAndTangent() {
        loop.run(memory, OFFSETS, WIDTH);
        return memory[5];
    }
}
