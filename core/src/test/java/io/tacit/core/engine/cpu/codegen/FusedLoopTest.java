package io.tacit.core.engine.cpu.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.engine.plan.kernel.FusedKernel;
import io.tacit.core.engine.plan.kernel.FusedKernel.Reduction;
import io.tacit.core.engine.plan.kernel.RowMap;
import io.tacit.core.program.Binary;
import io.tacit.core.program.Elementwise;
import io.tacit.core.program.Unary;
import io.tacit.core.program.Where;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FusedLoopTest {

    private static final float[] AWKWARD = {
        0f,
        -0f,
        1f,
        -1f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_NORMAL,
        Float.MAX_VALUE,
        88.8f,
        -87.1f,
        -95f,
        -103.5f,
        8388609f,
        -4194305f,
        Float.MIN_NORMAL / 2,
        1e-20f,
        12345.678f,
        3e6f,
        0.41421357f,
        0.70710677f,
        8.9f,
        -3.9f
    };

    private static List<Elementwise> operations() {
        List<Elementwise> all = new ArrayList<>(List.of(Unary.values()));
        all.addAll(List.of(Binary.values()));
        all.add(new Where());
        return all;
    }

    private static int arity(Elementwise operation) {
        return operation instanceof Unary ? 1 : operation instanceof Binary ? 2 : 3;
    }

    /** Runs a kernel over Gaussian and awkward numbers; results lie between guard zones. */
    private static List<float[]> run(Kernels<float[]> kernels, FusedKernel kernel, int width) {
        int operands = kernel.operands().size();
        int arrays = operands + kernel.results().size();
        float[][] memory = new float[arrays][];
        int[] offsets = new int[arrays];
        for (int i = 0; i < arrays; i++) {
            offsets[i] = 1 + 2 * i;
            memory[i] = i < operands ? numbers(i, 1024) : Samples.filled(1024, -7);
        }
        kernels.compile(kernel).run(memory, offsets, width);
        return List.of(memory).subList(operands, arrays);
    }

    private static float[] numbers(int seed, int length) {
        float[] values = Samples.gaussian(seed, length);
        for (int i = 0; i < length; i += 3) {
            values[i] = i % 2 == 0 ? AWKWARD[(i / 3 * (seed + 1)) % AWKWARD.length] : 30 * values[i];
        }
        return values;
    }

    private static void assertTwins(FusedKernel kernel, String name) {
        for (int width : new int[] {16, 32, 48, 64}) {
            List<float[]> expected = run(Kernels.scalar(), kernel, width);
            for (VectorKernels kernels : Samples.vectorKernels()) {
                List<float[]> actual = run(kernels, kernel, width);
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(actual.get(i))
                            .as("%s, %s, width %d", name, kernels.name(), width)
                            .containsExactly(expected.get(i));
                }
            }
        }
    }

    @Test
    @DisplayName("every operation: vector twins of every length give the scalar twin's bits, at awkward numbers too")
    void operationTwins() {
        for (Elementwise operation : operations()) {
            FusedKernel.Builder kernel = FusedKernel.over(7);
            int[] x = new int[arity(operation)];
            for (int i = 0; i < x.length; i++) {
                x[i] = kernel.tile();
            }
            assertTwins(kernel.store(kernel.apply(operation, x)).build(), operation.symbol());
        }
    }

    @Test
    @DisplayName("every operation of several numbers: the same bits at all pairs of awkward ones")
    void pairTwins() {
        int n = AWKWARD.length;
        int width = (n * n + Gemm.LANES - 1) / Gemm.LANES * Gemm.LANES;
        for (Elementwise operation : operations()) {
            FusedKernel.Builder kernel = FusedKernel.over(1);
            int[] x = new int[arity(operation)];
            float[][] memory = new float[x.length + 1][width];
            for (int j = 0; j < x.length; j++) {
                x[j] = kernel.tile();
                for (int i = 0; i < width; i++) {
                    memory[j][i] = AWKWARD[(j == 0 ? i : j == 1 ? i / n : i + i / n) % n];
                }
            }
            FusedKernel built = kernel.store(kernel.apply(operation, x)).build();
            Kernels.scalar().compile(built).run(memory, new int[memory.length], width);
            float[] expected = memory[x.length].clone();
            for (VectorKernels kernels : Samples.vectorKernels()) {
                kernels.compile(built).run(memory, new int[memory.length], width);
                assertThat(memory[x.length])
                        .as("%s, %s", operation.symbol(), kernels.name())
                        .containsExactly(expected);
            }
        }
    }

    @Test
    void rowMapsStoragesAndReductionsAgree() {
        FusedKernel.Builder kernel = FusedKernel.over(12, 4);
        int x = kernel.tile();
        int permuted = kernel.tile(RowMap.of(3, 2, 1, 0, 11, 10, 9, 8, 4, 5, 6, 7));
        int first = kernel.tile(RowMap.first(12));
        int bias = kernel.shared(RowMap.identity(12));
        int gate = kernel.shared(RowMap.of(0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2));
        int scale = kernel.shared(RowMap.first(12));
        int y = kernel.apply(Unary.TANH, kernel.fma(x, gate, bias));
        int z = kernel.apply(Binary.ADD, kernel.apply(Binary.MUL, permuted, scale), first);
        FusedKernel built = kernel.store(y)
                .result(z, Reduction.SUM)
                .store(z)
                .result(y, Reduction.MAX)
                .build();
        assertTwins(built, "patterns");
    }

    @Test
    void valuesAreWhatTheKernelSays() {
        FusedKernel.Builder kernel = FusedKernel.over(2);
        int x = kernel.tile();
        int shared = kernel.shared(RowMap.identity(2));
        int y = kernel.apply(Binary.MUL, kernel.apply(Binary.ADD, x, shared), kernel.constant(2));
        FusedKernel built = kernel.store(y).result(y, Reduction.SUM).build();
        float[] tile = new float[32];
        java.util.Arrays.setAll(new double[32], i -> tile[i] = i);
        float[][] memory = {tile, {100, 200}, new float[32], new float[16]};
        Kernels.best().compile(built).run(memory, new int[4], 16);
        for (int lane = 0; lane < 16; lane++) {
            assertThat(memory[2][lane]).isEqualTo(2 * (lane + 100));
            assertThat(memory[2][16 + lane]).isEqualTo(2 * (16 + lane + 200));
            assertThat(memory[3][lane]).isEqualTo(2 * (lane + 100) + 2 * (16 + lane + 200));
        }
    }

    @Test
    @DisplayName("T29 K4 a lane's bits do not depend on its position, its neighbours or the width")
    void lanesAreIndependent() {
        FusedKernel.Builder kernel = FusedKernel.over(3);
        int x = kernel.tile();
        int y = kernel.apply(Unary.SOFTPLUS, kernel.apply(Binary.MUL, kernel.apply(Unary.TANH, x), x));
        FusedKernel built = kernel.result(y, Reduction.SUM).build();
        float alone = lane(built, 16, 0);
        for (int width : new int[] {16, 48, 64}) {
            for (int at : new int[] {0, 7, 15, width - 1}) {
                assertThat(lane(built, width, at)).isEqualTo(alone);
            }
        }
    }

    private static float lane(FusedKernel kernel, int width, int at) {
        float[] x = Samples.gaussian(width + at, 3 * width);
        for (int r = 0; r < 3; r++) {
            x[r * width + at] = 0.3f * r - 0.2f;
        }
        float[] sum = new float[width];
        Kernels.best().compile(kernel).run(new float[][] {x, sum}, new int[2], width);
        return sum[at];
    }

    @Test
    void resultMayTakeThePlaceOfAnOperand() {
        FusedKernel.Builder kernel = FusedKernel.over(4);
        FusedLoop<float[]> loop = Kernels.best()
                .compile(kernel.store(kernel.apply(Unary.SQUARE, kernel.tile())).build());
        float[] x = Samples.filled(64, 3);
        loop.run(new float[][] {x, x}, new int[2], 16);
        assertThat(x).containsOnly(9);
    }

    @Test
    void equalStepsAreComputedOnce() {
        FusedKernel.Builder kernel = FusedKernel.over(1);
        int x = kernel.tile();
        int once = kernel.apply(Unary.TANH, x);
        int again = kernel.apply(Unary.TANH, x);
        FusedKernel both = kernel.store(once).store(again).build();
        assertThat(both.size()).isEqualTo(FusedKernel.primitives(Unary.TANH));
    }

    @Test
    void aWarmKernelAllocatesNothing() {
        FusedKernel.Builder kernel = FusedKernel.over(64);
        int gate = kernel.shared(RowMap.identity(64));
        int y = kernel.apply(Unary.TANH, kernel.apply(Binary.MUL, kernel.tile(), gate));
        int slope = kernel.apply(Binary.SUB, kernel.constant(1), kernel.apply(Unary.SQUARE, y));
        int tangent = kernel.apply(Binary.MUL, kernel.tile(), slope);
        FusedLoop<float[]> loop = Kernels.best()
                .compile(kernel.store(y).result(tangent, Reduction.SUM).build());
        float[][] memory = {new float[64], new float[4096], new float[4096], new float[4096], new float[64]};
        int[] offsets = new int[5];
        // The scalar twin, then generated code that was seen to allocate nothing; only taking over does.
        long allocated = Long.MAX_VALUE;
        for (int i = 0; i < 20 && allocated > 0; i++) {
            allocated = allocation(() -> loop.run(memory, offsets, 64), 100);
        }
        assertThat(allocated).isZero();
    }

    private static long allocation(Runnable action, int times) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < times; i++) {
            action.run();
        }
        return threads.getThreadAllocatedBytes(id) - before;
    }

    @Test
    @DisplayName("generated code takes over when it is warm, unnoticed in the results")
    void twinsTakeOver() throws InterruptedException {
        FusedKernel.Builder kernel = FusedKernel.over(6);
        FusedKernel built =
                kernel.store(kernel.apply(Unary.TANH, kernel.tile())).build();
        TwinLoop loop = new TwinLoop(built, new TwinLoop.Code(VectorKernels.preferredLanes()));
        float[] x = numbers(1, 6 * 64);
        float[] expected = new float[6 * 64];
        new ScalarLoop(built).run(new float[][] {x, expected}, new int[2], 64);
        float[] y = new float[6 * 64];
        long end = System.nanoTime() + 60_000_000_000L;
        while (!loop.isWarm() && System.nanoTime() < end) {
            loop.run(new float[][] {x, y}, new int[2], 64);
            assertThat(y).containsExactly(expected);
            Thread.sleep(5);
        }
        loop.run(new float[][] {x, y}, new int[2], 64);
        assertThat(y).containsExactly(expected);
        assertThat(loop.isWarm()).isTrue();
    }

    @Test
    void refusesAWidthThatIsNotAMultipleOfSixteen() {
        FusedKernel.Builder kernel = FusedKernel.over(1);
        FusedKernel built = kernel.store(kernel.tile()).build();
        assertThatThrownBy(() -> Kernels.vector().orElseThrow().compile(built).run(new float[2][16], new int[2], 15))
                .hasMessageContaining("multiple of 16, not 15");
    }
}
