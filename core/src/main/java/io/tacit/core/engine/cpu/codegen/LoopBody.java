package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.plan.kernel.FusedKernel;

/** Generated code of a {@link FusedKernel}. */
interface LoopBody<A> {

    /**
     * Runs as {@link FusedLoop#run} does.
     *
     * @param maps the tables of the operands' row maps
     * @param segments number of segments
     * @param rowsOfSegment rows of each
     */
    void run(A[] memory, int[] offsets, int width, int[][] maps, int segments, int rowsOfSegment);
}
