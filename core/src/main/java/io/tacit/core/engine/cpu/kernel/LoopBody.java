package io.tacit.core.engine.cpu.kernel;

/** Written code of a {@link FusedKernel}. */
interface LoopBody {

    /** As {@link FusedLoop#run}; {@code maps} are the tables of the operands' row maps. */
    void run(float[][] memory, int[] offsets, int width, int[][] maps);
}
