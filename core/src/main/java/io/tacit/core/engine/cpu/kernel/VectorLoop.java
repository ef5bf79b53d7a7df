package io.tacit.core.engine.cpu.kernel;

/** A written kernel together with its row maps. */
record VectorLoop(LoopBody body, int[][] maps) implements FusedLoop {

    static VectorLoop compile(FusedKernel kernel, int lanes) {
        int[][] maps = new int[kernel.operands().size()][];
        for (int i = 0; i < maps.length; i++) {
            maps[i] = kernel.operands().get(i).map().table();
        }
        return new VectorLoop(LoopWriter.write(kernel, lanes), maps);
    }

    @Override
    public void run(float[][] memory, int[] offsets, int width) {
        if (width % Gemm.LANES != 0) {
            throw new IllegalArgumentException(
                    "the width of a tile must be a multiple of %d, not %d".formatted(Gemm.LANES, width));
        }
        body.run(memory, offsets, width, maps);
    }
}
