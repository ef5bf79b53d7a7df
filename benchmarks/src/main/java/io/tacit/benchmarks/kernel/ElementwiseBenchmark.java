package io.tacit.benchmarks.kernel;

import io.tacit.core.engine.cpu.codegen.FusedLoop;
import io.tacit.core.engine.cpu.codegen.Kernels;
import io.tacit.core.engine.plan.kernel.FusedKernel;
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

/** Nanoseconds for a value of one function, on a tile of 64 rows × 64 examples (16 KiB in, 16 KiB out), which the first cache holds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ElementwiseBenchmark {

    private static final int ROWS = 64;
    private static final int WIDTH = 64;
    private static final int[] OFFSETS = {0, 0};

    @Param({"TANH", "SIGMOID", "SOFTPLUS", "EXP", "LOG", "SIN", "SQRT"})
    public String function = "TANH";

    /** {@code vector} or {@code scalar}. */
    @Param("vector")
    public String kernels = "vector";

    private final float[][] memory = {new float[ROWS * WIDTH], new float[ROWS * WIDTH]};
    private FusedLoop<float[]> loop = (m, offsets, width) -> {};

    @Setup
    public void prepare() {
        FusedKernel.Builder kernel = FusedKernel.over(Precision.FLOAT32, ROWS);
        kernel.store(kernel.apply(Unary.valueOf(function), kernel.tile()));
        loop = (kernels.equals("scalar")
                        ? Kernels.scalarFloats()
                        : Kernels.vectorFloats().orElseThrow())
                .compile(kernel.build());
        for (int i = 0; i < ROWS * WIDTH; i++) {
            memory[0][i] = 0.01f + 4f * i / (ROWS * WIDTH);
        }
    }

    @Benchmark
    @OperationsPerInvocation(ROWS * WIDTH)
    public float[] apply() {
        loop.run(memory, OFFSETS, WIDTH);
        return memory[1];
    }
}
