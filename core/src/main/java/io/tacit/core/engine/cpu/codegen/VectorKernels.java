package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.plan.kernel.FusedKernel;
import io.tacit.core.engine.plan.kernel.FusedKernel.Operand;
import io.tacit.core.engine.plan.kernel.FusedKernel.Result;
import io.tacit.core.engine.plan.kernel.FusedKernel.Storage;
import io.tacit.core.engine.plan.kernel.RowMap;
import io.tacit.core.engine.plan.kernel.Step;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Vector API code for vectors of a number of lanes. Kernels that differ only in numbers of rows share their code. */
final class VectorKernels implements Kernels<float[]> {

    private final int lanes;
    private final FirstUse start;
    private final Gemm<float[]> gemm;
    private final LaneSum<float[]> laneSum;
    private final Map<Signature, TwinLoop.Code> codes = new ConcurrentHashMap<>();

    VectorKernels(int lanes, FirstUse start) {
        this.lanes = lanes;
        this.start = start;
        this.gemm = new VectorGemm(new VectorBlocks(lanes, start));
        this.laneSum = new PairwiseLaneSum(LanePartialsWriter.write(lanes));
    }

    @Override
    public String name() {
        return "vector %d bit".formatted(Float.SIZE * lanes);
    }

    @Override
    public Gemm<float[]> gemm() {
        return gemm;
    }

    @Override
    public LaneSum<float[]> laneSum() {
        return laneSum;
    }

    @Override
    public FusedLoop<float[]> compile(FusedKernel kernel) {
        if (kernel.size() > LARGEST_KERNEL) {
            return new ScalarLoop(kernel);
        }
        return start == FirstUse.COLD
                ? new VectorLoop(LoopWriter.write(kernel, lanes), kernel)
                : new TwinLoop(kernel, codes.computeIfAbsent(Signature.of(kernel), s -> new TwinLoop.Code(lanes)));
    }

    /** All of a kernel that its code depends on. */
    private record Signature(List<Storage> storages, List<RowMap.Form> forms, List<Step> steps, List<Result> results) {

        static Signature of(FusedKernel kernel) {
            List<Operand> operands = kernel.operands();
            return new Signature(
                    operands.stream().map(Operand::storage).toList(),
                    operands.stream().map(operand -> operand.map().form()).toList(),
                    kernel.steps(),
                    kernel.results());
        }
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
