package io.tacit.core.engine.cpu.kernel;

/** Vector API code for vectors of a number of lanes. */
record VectorKernels(int lanes, Gemm gemm) implements Kernels {

    VectorKernels(int lanes) {
        this(lanes, new VectorGemm(lanes));
    }

    @Override
    public String name() {
        return "vector %d bit".formatted(Float.SIZE * lanes);
    }

    @Override
    public FusedLoop compile(FusedKernel kernel) {
        return kernel.size() > LARGEST_KERNEL ? new ScalarLoop(kernel) : VectorLoop.compile(kernel, lanes);
    }

    /** Floats in a vector of the preferred length; 0 without the Vector API. By reflection, so that this class loads without it. */
    static int preferredLanes() {
        try {
            Object species = Class.forName("jdk.incubator.vector.FloatVector")
                    .getField("SPECIES_PREFERRED")
                    .get(null);
            return (int) Class.forName("jdk.incubator.vector.VectorSpecies")
                    .getMethod("length")
                    .invoke(species);
        } catch (ReflectiveOperationException e) {
            return 0;
        }
    }
}
