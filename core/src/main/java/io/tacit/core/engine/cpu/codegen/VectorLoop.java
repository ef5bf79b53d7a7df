package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.plan.kernel.FusedKernel;
import java.util.function.Consumer;

/** A compiled kernel: generated code together with its row maps and numbers of rows, which are not part of the code. */
final class VectorLoop<A> implements FusedLoop<A> {

    private static final int REHEARSAL_ROWS = 8;

    private final LoopBody<A> body;
    private final FusedKernel kernel;
    private final int[][] maps;

    VectorLoop(LoopBody<A> body, FusedKernel kernel) {
        this.body = body;
        this.kernel = kernel;
        this.maps = new int[kernel.operands().size()][];
        for (int i = 0; i < maps.length; i++) {
            maps[i] = kernel.operands().get(i).map().table();
        }
    }

    @Override
    public void run(A[] memory, int[] offsets, int width) {
        body.run(memory, offsets, width, maps, kernel.rows() / kernel.segment(), kernel.segment());
    }

    /**
     * Calls on a few rows: enough turns of each loop that the virtual machine compiles the method itself and not one of its loops, and at
     * least two of each that has more than one, so that it sees both ends of them.
     */
    static <A> WarmUp.Candidate candidate(
            FusedKernel kernel, Element<A> element, VectorFormat format, Consumer<LoopBody<A>> takeOver) {
        int segment = Math.min(kernel.segment(), REHEARSAL_ROWS);
        int segments = Math.min(kernel.rows() / kernel.segment(), Math.max(2, REHEARSAL_ROWS / segment));
        FusedKernel small = kernel.firstRows(segments * segment, segment);
        int width = 3 * Gemm.LANES;
        int operands = small.operands().size();
        A[] memory = element.numbers().table(operands + small.results().size());
        for (int i = 0; i < memory.length; i++) {
            int rows = i < operands ? small.operands().get(i).map().last() + 1 : small.rows();
            memory[i] = element.numbers().allocate(width * rows);
        }
        int[] offsets = new int[memory.length];
        LoopBody<A> body = LoopWriter.write(kernel, format);
        FusedLoop<A> vector = new VectorLoop<>(body, small);
        FusedLoop<A> scalar = new ScalarLoop<>(small, element);
        return new WarmUp.Candidate(
                () -> vector.run(memory, offsets, width),
                () -> scalar.run(memory, offsets, width),
                () -> takeOver.accept(body));
    }
}
