package io.tacit.core.engine.cpu.kernel;

/** Plain Java, for processes without the Vector API and as the standard in tests. */
record ScalarKernels(Gemm gemm, LaneSum laneSum) implements Kernels {

    ScalarKernels() {
        this(new ScalarGemm(), new LaneSum(LanePartials::scalar));
    }

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public FusedLoop compile(FusedKernel kernel) {
        return new ScalarLoop(kernel);
    }
}
