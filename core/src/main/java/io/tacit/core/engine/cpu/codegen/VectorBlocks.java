package io.tacit.core.engine.cpu.codegen;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** The {@link GemmBlock}s of one vector length, made when first needed. */
final class VectorBlocks {

    /** With 4 vectors of 16 lanes: 24 sums, 4 vectors of B and a broadcast in 32 registers; the best of all that were measured. */
    private static final int ROWS = 6;

    /** Of a block with one vector: as many sums as hide the latency of their additions. */
    private static final int MAX_ROWS = 12;

    private static final int MAX_VECTORS = 4;
    private static final int REHEARSAL_TERMS = 24;

    private final int lanes;
    private final int vectors;
    private final FirstUse start;
    private final AtomicReferenceArray<GemmBlock> blocks =
            new AtomicReferenceArray<>(Gemm.Store.values().length * MAX_ROWS * MAX_VECTORS);

    VectorBlocks(int lanes, FirstUse start) {
        this.lanes = lanes;
        // Processors with 256-bit vectors have 16 registers, those with 512 (AVX-512) and 128 (NEON) have 32.
        this.vectors = lanes == 8 ? 2 : MAX_VECTORS;
        this.start = start;
    }

    /** Columns of the widest block. */
    int widest() {
        return vectors * lanes;
    }

    /** Rows of the tallest block of so many columns. */
    int tallest(int columns) {
        return columns == lanes ? MAX_ROWS : ROWS;
    }

    GemmBlock get(Gemm.Store store, int rows, int columns) {
        int count = columns / lanes;
        int index = (store.ordinal() * MAX_ROWS + rows - 1) * MAX_VECTORS + count - 1;
        GemmBlock block = blocks.get(index);
        return block != null ? block : create(index, store, rows, count);
    }

    private GemmBlock create(int index, Gemm.Store store, int rows, int count) {
        if (start == FirstUse.COLD) {
            blocks.set(index, GemmBlockWriter.write(rows, count, lanes, store));
        } else if (blocks.compareAndSet(index, null, ScalarGemm.block(store, rows, count * lanes))) {
            WarmUp.start(() -> candidate(index, store, rows, count * lanes));
        }
        return blocks.get(index);
    }

    private WarmUp.Candidate candidate(int index, Gemm.Store store, int rows, int columns) {
        GemmBlock generated = GemmBlockWriter.write(rows, columns / lanes, lanes, store);
        return new WarmUp.Candidate(
                rehearsal(generated, rows, columns),
                rehearsal(ScalarGemm.block(store, rows, columns), rows, columns),
                () -> blocks.set(index, generated));
    }

    private static Runnable rehearsal(GemmBlock block, int rows, int columns) {
        float[] a = new float[rows * REHEARSAL_TERMS];
        float[] b = new float[REHEARSAL_TERMS * columns];
        float[] c = new float[rows * columns];
        return () -> block.run(a, 0, REHEARSAL_TERMS, 1, b, 0, columns, c, 0, columns, REHEARSAL_TERMS);
    }
}
