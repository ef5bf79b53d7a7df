package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.cpu.array.Numbers;
import io.tacit.core.engine.plan.kernel.FusedKernel;
import io.tacit.core.engine.plan.kernel.FusedKernel.Operand;
import io.tacit.core.engine.plan.kernel.FusedKernel.Result;
import io.tacit.core.engine.plan.kernel.FusedKernel.Storage;
import io.tacit.core.engine.plan.kernel.RowMap;
import io.tacit.core.engine.plan.kernel.Step;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Vector API code for vectors of one length. Kernels that differ only in numbers of rows share their code. */
final class VectorKernels<A> implements Kernels<A> {

    private final Element<A> element;
    private final VectorFormat format;
    private final FirstUse start;
    private final Gemm<A> gemm;
    private final LaneSum<A> laneSum;
    private final Map<Signature, TwinLoop.Code<A>> codes = new ConcurrentHashMap<>();

    VectorKernels(Element<A> element, int bits, FirstUse start) {
        this.element = element;
        this.format = VectorFormat.ofBits(element.precision(), bits);
        this.start = start;
        this.gemm = new VectorGemm<>(element.numbers(), new VectorBlocks<>(element.numbers(), format, start));
        this.laneSum = new PairwiseLaneSum<>(element.numbers(), LanePartialsWriter.write(format));
    }

    @Override
    public Numbers<A> numbers() {
        return element.numbers();
    }

    @Override
    public String name() {
        return "vector %d bit".formatted(format.bits());
    }

    @Override
    public Gemm<A> gemm() {
        return gemm;
    }

    @Override
    public LaneSum<A> laneSum() {
        return laneSum;
    }

    @Override
    public FusedLoop<A> compile(FusedKernel kernel) {
        if (kernel.size() > LARGEST_KERNEL) {
            return new ScalarLoop<>(kernel, element);
        }
        return start == FirstUse.COLD
                ? new VectorLoop<>(LoopWriter.write(kernel, format), kernel)
                : new TwinLoop<>(
                        kernel, codes.computeIfAbsent(Signature.of(kernel), s -> new TwinLoop.Code<>(element, format)));
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

    /** Bits of a vector of the preferred length; 0 without the Vector API. By reflection, so that this class loads without it. */
    static int preferredBits() {
        try {
            Object species = Class.forName("jdk.incubator.vector.FloatVector")
                    .getField("SPECIES_PREFERRED")
                    .get(null);
            return Float.SIZE
                    * (int) Class.forName("jdk.incubator.vector.VectorSpecies")
                            .getMethod("length")
                            .invoke(species);
        } catch (ReflectiveOperationException e) {
            return 0;
        }
    }
}
