package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.plan.kernel.FusedKernel;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The scalar twin until the compiled kernel is warm. */
final class TwinLoop<A> implements FusedLoop<A> {

    private final FusedKernel kernel;
    private final FusedLoop<A> scalar;
    private final Code<A> code;
    private volatile @Nullable FusedLoop<A> vector;

    TwinLoop(FusedKernel kernel, Code<A> code) {
        this.kernel = kernel;
        this.scalar = new ScalarLoop<>(kernel, code.element);
        this.code = code;
    }

    @Override
    public void run(A[] memory, int[] offsets, int width) {
        if (width % Gemm.LANES != 0) {
            throw new IllegalArgumentException(
                    "the width of a tile must be a multiple of %d, not %d".formatted(Gemm.LANES, width));
        }
        current().run(memory, offsets, width);
    }

    boolean isWarm() {
        return vector != null;
    }

    private FusedLoop<A> current() {
        FusedLoop<A> current = vector;
        if (current != null) {
            return current;
        }
        LoopBody<A> body = code.warm(kernel);
        if (body == null) {
            return scalar;
        }
        current = new VectorLoop<>(body, kernel);
        vector = current;
        return current;
    }

    /** Generated code that several kernels share. It is generated and warmed up when it has been missed often enough, then waited for. */
    static final class Code<A> {

        private static final int REHEARSED_AFTER = 50;
        /** Runs of a program are hundreds where waiting pays; by then its other kernels are being rehearsed as well. */
        private static final int WAITED_FOR_AFTER = 200;

        private final Element<A> element;
        private final VectorFormat format;
        private final AtomicInteger missed = new AtomicInteger();
        private volatile @Nullable LoopBody<A> warm;

        Code(Element<A> element, VectorFormat format) {
            this.element = element;
            this.format = format;
        }

        private @Nullable LoopBody<A> warm(FusedKernel kernel) {
            LoopBody<A> body = warm;
            return body != null ? body : miss(kernel);
        }

        private @Nullable LoopBody<A> miss(FusedKernel kernel) {
            int count = missed.incrementAndGet();
            if (count == REHEARSED_AFTER) {
                WarmUp.start(() -> VectorLoop.candidate(kernel, element, format, generated -> warm = generated));
            } else if (count > WAITED_FOR_AFTER) {
                WarmUp.await();
            }
            return warm;
        }
    }
}
