package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.cpu.array.Numbers;
import io.tacit.core.engine.plan.kernel.FusedKernel;

/** Plain Java, for processes without the Vector API and as the standard in tests. */
record ScalarKernels<A>(Element<A> element, Gemm<A> gemm, LaneSum<A> laneSum) implements Kernels<A> {

    static <A> ScalarKernels<A> of(Element<A> element) {
        return new ScalarKernels<>(
                element,
                new ScalarGemm<>(element.numbers()),
                new PairwiseLaneSum<>(element.numbers(), new ScalarLanePartials<>(element.numbers())));
    }

    @Override
    public Numbers<A> numbers() {
        return element.numbers();
    }

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public FusedLoop<A> compile(FusedKernel kernel) {
        return new ScalarLoop<>(kernel, element);
    }
}
