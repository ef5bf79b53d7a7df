package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.plan.kernel.FusedKernel;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The scalar twin until the compiled kernel is warm. */
final class TwinLoop implements FusedLoop<float[]> {

    private final FusedKernel kernel;
    private final FusedLoop<float[]> scalar;
    private final Code code;
    private volatile @Nullable FusedLoop<float[]> vector;

    TwinLoop(FusedKernel kernel, Code code) {
        this.kernel = kernel;
        this.scalar = new ScalarLoop(kernel);
        this.code = code;
    }

    @Override
    public void run(float[][] memory, int[] offsets, int width) {
        if (width % Gemm.LANES != 0) {
            throw new IllegalArgumentException(
                    "the width of a tile must be a multiple of %d, not %d".formatted(Gemm.LANES, width));
        }
        current().run(memory, offsets, width);
    }

    boolean isWarm() {
        return vector != null;
    }

    private FusedLoop<float[]> current() {
        FusedLoop<float[]> current = vector;
        if (current != null) {
            return current;
        }
        LoopBody body = code.warm(kernel);
        if (body == null) {
            return scalar;
        }
        current = new VectorLoop(body, kernel);
        vector = current;
        return current;
    }

    /** Generated code that several kernels share. It is generated and warmed up when it has been missed often enough, then waited for. */
    static final class Code {

        private static final int REHEARSED_AFTER = 50;
        /** Runs of a program are hundreds where waiting pays; by then its other kernels are being rehearsed as well. */
        private static final int WAITED_FOR_AFTER = 200;

        private final int lanes;
        private final AtomicInteger missed = new AtomicInteger();
        private volatile @Nullable LoopBody warm;

        Code(int lanes) {
            this.lanes = lanes;
        }

        private @Nullable LoopBody warm(FusedKernel kernel) {
            LoopBody body = warm;
            return body != null ? body : miss(kernel);
        }

        private @Nullable LoopBody miss(FusedKernel kernel) {
            int count = missed.incrementAndGet();
            if (count == REHEARSED_AFTER) {
                WarmUp.start(() -> VectorLoop.candidate(kernel, lanes, generated -> warm = generated));
            } else if (count > WAITED_FOR_AFTER) {
                WarmUp.await();
            }
            return warm;
        }
    }
}
