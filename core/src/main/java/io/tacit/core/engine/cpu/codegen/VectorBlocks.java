package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.cpu.array.Numbers;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The {@link GemmBlock}s of one vector length, made when first needed. */
final class VectorBlocks<A> {

    /** A block of 4 vectors of 512 bits: 24 sums, 4 vectors of B and a broadcast in 32 registers; the best of all that were measured. */
    private static final int ROWS = 6;

    /** The height of a block with one vector: as many sums as hide the latency of their additions. */
    private static final int MAX_ROWS = 12;

    private static final int MAX_VECTORS = 4;
    private static final int REHEARSAL_TERMS = 24;

    private final Numbers<A> numbers;
    private final VectorFormat format;
    private final int lanes;
    private final int vectors;
    private final FirstUse start;
    private final AtomicReferenceArray<GemmBlock<A>> blocks =
            new AtomicReferenceArray<>(Gemm.Store.values().length * MAX_ROWS * MAX_VECTORS);

    VectorBlocks(Numbers<A> numbers, VectorFormat format, FirstUse start) {
        this.numbers = numbers;
        this.format = format;
        this.lanes = format.lanes();
        // Processors with 256-bit vectors have 16 registers, those with 512 (AVX-512) and 128 (NEON) have 32.
        this.vectors = format.bits() == 256 ? 2 : MAX_VECTORS;
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

    GemmBlock<A> get(Gemm.Store store, int rows, int columns) {
        int count = columns / lanes;
        int index = (store.ordinal() * MAX_ROWS + rows - 1) * MAX_VECTORS + count - 1;
        GemmBlock<A> block = blocks.get(index);
        return block != null ? block : create(index, store, rows, count);
    }

    private GemmBlock<A> create(int index, Gemm.Store store, int rows, int count) {
        if (start == FirstUse.COLD) {
            blocks.set(index, GemmBlockWriter.write(rows, count, format, store));
        } else if (blocks.compareAndSet(index, null, ScalarGemm.block(numbers, store, rows, count * lanes))) {
            WarmUp.start(() -> candidate(index, store, rows, count * lanes));
        }
        return blocks.get(index);
    }

    private WarmUp.Candidate candidate(int index, Gemm.Store store, int rows, int columns) {
        GemmBlock<A> generated = GemmBlockWriter.write(rows, columns / lanes, format, store);
        return new WarmUp.Candidate(
                rehearsal(generated, rows, columns),
                rehearsal(ScalarGemm.block(numbers, store, rows, columns), rows, columns),
                () -> blocks.set(index, generated));
    }

    private Runnable rehearsal(GemmBlock<A> block, int rows, int columns) {
        A a = numbers.allocate(rows * REHEARSAL_TERMS);
        A b = numbers.allocate(REHEARSAL_TERMS * columns);
        A c = numbers.allocate(rows * columns);
        return () -> block.run(a, 0, REHEARSAL_TERMS, 1, b, 0, columns, c, 0, columns, REHEARSAL_TERMS);
    }
}
