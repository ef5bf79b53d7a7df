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
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Laws of compiled elementwise kernels in each precision. */
interface FusedLoopLaws<A> {

    Samples<A> samples();

    /** Numbers at which formulas change, or which arithmetic treats in a way of its own. */
    double[] awkward();

    private FusedKernel.Builder over(int rows) {
        return FusedKernel.over(samples().element().precision(), rows);
    }

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
    private List<double[]> run(Kernels<A> kernels, FusedKernel kernel, int width) {
        int operands = kernel.operands().size();
        int arrays = operands + kernel.results().size();
        A[] memory = samples().numbers().table(arrays);
        int[] offsets = new int[arrays];
        for (int i = 0; i < arrays; i++) {
            offsets[i] = 1 + 2 * i;
            memory[i] = i < operands ? numbers(i, 1024) : samples().filled(1024, -7);
        }
        kernels.compile(kernel).run(memory, offsets, width);
        return Arrays.stream(memory).skip(operands).map(samples()::values).toList();
    }

    private A numbers(int seed, int length) {
        A values = samples().gaussian(seed, length);
        double[] awkward = awkward();
        for (int i = 0; i < length; i += 3) {
            double gaussian = samples().numbers().get(values, i);
            samples()
                    .numbers()
                    .set(values, i, i % 2 == 0 ? awkward[(i / 3 * (seed + 1)) % awkward.length] : 30 * gaussian);
        }
        return values;
    }

    private void assertTwins(FusedKernel kernel, String name) {
        for (int width : new int[] {16, 32, 48, 64}) {
            List<double[]> expected = run(samples().scalar(), kernel, width);
            for (VectorKernels<A> kernels : samples().vectorKernels()) {
                List<double[]> actual = run(kernels, kernel, width);
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
    default void operationTwins() {
        for (Elementwise operation : operations()) {
            FusedKernel.Builder kernel = over(7);
            int[] x = new int[arity(operation)];
            for (int i = 0; i < x.length; i++) {
                x[i] = kernel.tile();
            }
            assertTwins(kernel.store(kernel.apply(operation, x)).build(), operation.symbol());
        }
    }

    @Test
    @DisplayName("every operation of several numbers: the same bits at all pairs of awkward ones")
    default void pairTwins() {
        double[] awkward = awkward();
        int n = awkward.length;
        int width = (n * n + Gemm.LANES - 1) / Gemm.LANES * Gemm.LANES;
        for (Elementwise operation : operations()) {
            FusedKernel.Builder kernel = over(1);
            int[] x = new int[arity(operation)];
            A[] memory = samples().numbers().table(x.length + 1);
            memory[x.length] = samples().filled(width, 0);
            for (int j = 0; j < x.length; j++) {
                x[j] = kernel.tile();
                memory[j] = samples().filled(width, 0);
                for (int i = 0; i < width; i++) {
                    samples().numbers().set(memory[j], i, awkward[(j == 0 ? i : j == 1 ? i / n : i + i / n) % n]);
                }
            }
            FusedKernel built = kernel.store(kernel.apply(operation, x)).build();
            samples().scalar().compile(built).run(memory, new int[memory.length], width);
            double[] expected = samples().values(memory[x.length]);
            for (VectorKernels<A> kernels : samples().vectorKernels()) {
                kernels.compile(built).run(memory, new int[memory.length], width);
                assertThat(samples().values(memory[x.length]))
                        .as("%s, %s", operation.symbol(), kernels.name())
                        .containsExactly(expected);
            }
        }
    }

    @Test
    default void rowMapsStoragesAndReductionsAgree() {
        FusedKernel.Builder kernel = FusedKernel.over(samples().element().precision(), 12, 4);
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
    default void valuesAreWhatTheKernelSays() {
        FusedKernel.Builder kernel = over(2);
        int x = kernel.tile();
        int shared = kernel.shared(RowMap.identity(2));
        int y = kernel.apply(Binary.MUL, kernel.apply(Binary.ADD, x, shared), kernel.constant(2));
        FusedKernel built = kernel.store(y).result(y, Reduction.SUM).build();
        A[] memory = samples().numbers().table(4);
        memory[0] = samples().of(IntStream.range(0, 32).asDoubleStream().toArray());
        memory[1] = samples().of(100, 200);
        memory[2] = samples().filled(32, 0);
        memory[3] = samples().filled(16, 0);
        samples().vector().compile(built).run(memory, new int[4], 16);
        double[] values = samples().values(memory[2]);
        double[] sums = samples().values(memory[3]);
        for (int lane = 0; lane < 16; lane++) {
            assertThat(values[lane]).isEqualTo(2 * (lane + 100));
            assertThat(values[16 + lane]).isEqualTo(2 * (16 + lane + 200));
            assertThat(sums[lane]).isEqualTo(2 * (lane + 100) + 2 * (16 + lane + 200));
        }
    }

    @Test
    @DisplayName("T29 K4 a lane's bits do not depend on its position, its neighbours or the width")
    default void lanesAreIndependent() {
        FusedKernel.Builder kernel = over(3);
        int x = kernel.tile();
        int y = kernel.apply(Unary.SOFTPLUS, kernel.apply(Binary.MUL, kernel.apply(Unary.TANH, x), x));
        FusedKernel built = kernel.result(y, Reduction.SUM).build();
        double alone = lane(built, 16, 0);
        for (int width : new int[] {16, 48, 64}) {
            for (int at : new int[] {0, 7, 15, width - 1}) {
                assertThat(lane(built, width, at)).isEqualTo(alone);
            }
        }
    }

    private double lane(FusedKernel kernel, int width, int at) {
        A[] memory = samples().numbers().table(2);
        memory[0] = samples().gaussian(width + at, 3 * width);
        memory[1] = samples().filled(width, 0);
        for (int r = 0; r < 3; r++) {
            samples().numbers().set(memory[0], r * width + at, 0.3 * r - 0.2);
        }
        samples().vector().compile(kernel).run(memory, new int[2], width);
        return samples().numbers().get(memory[1], at);
    }

    @Test
    default void resultMayTakeThePlaceOfAnOperand() {
        FusedKernel.Builder kernel = over(4);
        FusedLoop<A> loop = samples()
                .vector()
                .compile(kernel.store(kernel.apply(Unary.SQUARE, kernel.tile())).build());
        A[] memory = samples().numbers().table(2);
        memory[0] = samples().filled(64, 3);
        memory[1] = memory[0];
        loop.run(memory, new int[2], 16);
        assertThat(samples().values(memory[0])).containsOnly(9);
    }

    @Test
    default void equalStepsAreComputedOnce() {
        FusedKernel.Builder kernel = over(1);
        int x = kernel.tile();
        int once = kernel.apply(Unary.TANH, x);
        int again = kernel.apply(Unary.TANH, x);
        FusedKernel both = kernel.store(once).store(again).build();
        assertThat(both.size())
                .isEqualTo(FusedKernel.primitives(samples().element().precision(), Unary.TANH));
    }

    @Test
    default void aWarmKernelAllocatesNothing() {
        FusedKernel.Builder kernel = over(64);
        int gate = kernel.shared(RowMap.identity(64));
        int y = kernel.apply(Unary.TANH, kernel.apply(Binary.MUL, kernel.tile(), gate));
        int slope = kernel.apply(Binary.SUB, kernel.constant(1), kernel.apply(Unary.SQUARE, y));
        int tangent = kernel.apply(Binary.MUL, kernel.tile(), slope);
        FusedLoop<A> loop = samples()
                .vector()
                .compile(kernel.store(y).result(tangent, Reduction.SUM).build());
        A[] memory = samples().numbers().table(5);
        for (int i = 0; i < 5; i++) {
            memory[i] = samples().filled(i % 4 == 0 ? 64 : 4096, 0);
        }
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
    default void twinsTakeOver() throws InterruptedException {
        FusedKernel.Builder kernel = over(6);
        FusedKernel built =
                kernel.store(kernel.apply(Unary.TANH, kernel.tile())).build();
        VectorFormat format = VectorFormat.ofBits(samples().element().precision(), VectorKernels.preferredBits());
        TwinLoop<A> loop = new TwinLoop<>(built, new TwinLoop.Code<>(samples().element(), format));
        A[] memory = samples().numbers().table(2);
        memory[0] = numbers(1, 6 * 64);
        memory[1] = samples().filled(6 * 64, 0);
        new ScalarLoop<>(built, samples().element()).run(memory, new int[2], 64);
        double[] expected = samples().values(memory[1]);
        long end = System.nanoTime() + 60_000_000_000L;
        while (!loop.isWarm() && System.nanoTime() < end) {
            loop.run(memory, new int[2], 64);
            assertThat(samples().values(memory[1])).containsExactly(expected);
            Thread.sleep(5);
        }
        loop.run(memory, new int[2], 64);
        assertThat(samples().values(memory[1])).containsExactly(expected);
        assertThat(loop.isWarm()).isTrue();
    }

    @Test
    default void refusesAWidthThatIsNotAMultipleOfSixteen() {
        FusedKernel.Builder kernel = over(1);
        FusedKernel built = kernel.store(kernel.tile()).build();
        assertThatThrownBy(() -> samples()
                        .vector()
                        .compile(built)
                        .run(samples().numbers().table(2), new int[2], 15))
                .hasMessageContaining("multiple of 16, not 15");
    }
}
