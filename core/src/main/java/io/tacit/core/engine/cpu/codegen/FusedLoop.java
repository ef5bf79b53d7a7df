package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.plan.kernel.FusedKernel;
import io.tacit.core.engine.plan.kernel.RowMap;

/** A compiled {@link FusedKernel}. Thread-safe; does not allocate once warm. */
public interface FusedLoop<A> {

    /**
     * Runs over all rows and lanes.
     *
     * <p>A result may be stored where an operand is that is read row by row ({@link RowMap#identity}); otherwise results overlap neither
     * operands nor each other.
     *
     * @param memory the arrays of the operands, in order, and then of the results
     * @param offsets where in each array its row 0 starts
     * @param width lanes of each row of a tile, a multiple of {@link Gemm#LANES}
     */
    void run(A[] memory, int[] offsets, int width);
}
