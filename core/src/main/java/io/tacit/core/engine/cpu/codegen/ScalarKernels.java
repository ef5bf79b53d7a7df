package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.plan.kernel.FusedKernel;

/** Plain Java, for processes without the Vector API and as the standard in tests. */
record ScalarKernels(Gemm<float[]> gemm, LaneSum<float[]> laneSum) implements Kernels<float[]> {

    ScalarKernels() {
        this(new ScalarGemm(), new PairwiseLaneSum(LanePartials::scalar));
    }

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public FusedLoop<float[]> compile(FusedKernel kernel) {
        return new ScalarLoop(kernel);
    }
}
