package io.tacit.benchmarks.kernel;

import io.tacit.core.engine.cpu.codegen.Kernels;
import io.tacit.core.engine.cpu.codegen.LaneSum;
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

/** Sums over 64 examples of each of 64 rows. Nanoseconds for a number added. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class LaneSumBenchmark {

    private static final int ROWS = 64;
    private static final int WIDTH = 64;

    /** {@code vector} or {@code scalar}. */
    @Param("vector")
    public String kernels = "vector";

    private LaneSum<float[]> sum = Kernels.scalarFloats().laneSum();
    private final float[] x = GemmBenchmark.filled(ROWS * WIDTH);
    private final float[] y = new float[ROWS];

    @Setup
    public void prepare() {
        sum = (kernels.equals("scalar")
                        ? Kernels.scalarFloats()
                        : Kernels.vectorFloats().orElseThrow())
                .laneSum();
    }

    @Benchmark
    @OperationsPerInvocation(ROWS * WIDTH)
    public float[] add() {
        sum.add(ROWS, WIDTH, WIDTH, x, 0, y, 0);
        return y;
    }
}
