package io.tacit.core.engine.cpu.run;

import io.tacit.core.engine.cpu.array.Numbers;
import io.tacit.core.engine.cpu.codegen.Gemm;
import io.tacit.core.engine.cpu.codegen.LaneSum;
import io.tacit.core.engine.plan.instruction.AddConstant;
import io.tacit.core.engine.plan.instruction.AddShared;
import io.tacit.core.engine.plan.instruction.Convolution;
import io.tacit.core.engine.plan.instruction.DenseSystem;
import io.tacit.core.engine.plan.instruction.FillRows;
import io.tacit.core.engine.plan.instruction.GradientProduct;
import io.tacit.core.engine.plan.instruction.InnerLoop;
import io.tacit.core.engine.plan.instruction.Instruction;
import io.tacit.core.engine.plan.instruction.KernelCall;
import io.tacit.core.engine.plan.instruction.MoveRows;
import io.tacit.core.engine.plan.instruction.ReduceRows;
import io.tacit.core.engine.plan.instruction.RowProduct;
import io.tacit.core.engine.plan.instruction.StoreCount;
import io.tacit.core.engine.plan.instruction.SumLanes;
import io.tacit.core.engine.plan.instruction.WeightProduct;
import io.tacit.core.program.MatMul;
import java.util.List;

/** Binding of instructions to the kernels and arrays of one precision. */
final class Binder<A> implements Instruction.Visitor<Operation<A>> {

    private final Numbers<A> numbers;
    private final KernelCache<A> kernels;
    private final Gemm<A> gemm;

    Binder(Numbers<A> numbers, KernelCache<A> kernels) {
        this.numbers = numbers;
        this.kernels = kernels;
        this.gemm = kernels.kernels().gemm();
    }

    List<Operation<A>> bind(List<Instruction> instructions) {
        return instructions.stream().map(i -> i.accept(this)).toList();
    }

    @Override
    public Operation<A> addConstant(AddConstant i) {
        return f -> numbers.loops().addConstant(i.value(), f.array(i.target()), f.start(i.target()), i.count());
    }

    @Override
    public Operation<A> addShared(AddShared i) {
        return new SharedAddition<>(numbers.loops(), i);
    }

    @Override
    public Operation<A> convolution(Convolution i) {
        return new TrilinearConvolution<>(numbers, i);
    }

    @Override
    public Operation<A> denseSystem(DenseSystem i) {
        return new DenseSystems<>(numbers, i);
    }

    @Override
    public Operation<A> fillRows(FillRows i) {
        return f -> {
            int start = f.start(i.target());
            numbers.fill(f.array(i.target()), start, start + i.count() * f.width(i.target()), i.value());
        };
    }

    /** Padding lanes do not count. */
    @Override
    public Operation<A> gradientProduct(GradientProduct i) {
        Gemm.Outer outer = new Gemm.Outer(i.m(), i.k(), i.p());
        return f -> gemm.accumulate(
                outer,
                f.width,
                f.count,
                f.array(i.u()),
                f.start(i.u()),
                f.array(i.z()),
                f.start(i.z()),
                f.array(i.g()),
                f.start(i.g()));
    }

    @Override
    public Operation<A> innerLoop(InnerLoop i) {
        return new Loop<>(BoundPlan.of(i.body(), numbers, kernels), i);
    }

    @Override
    public Operation<A> kernelCall(KernelCall i) {
        return new FusedOperation<>(kernels.loop(i.kernel()), i.places(), i.sharedWidth());
    }

    @Override
    public Operation<A> moveRows(MoveRows i) {
        return new RowCopy<>(numbers, i);
    }

    @Override
    public Operation<A> reduceRows(ReduceRows i) {
        return new RowReduction<>(numbers, i);
    }

    @Override
    public Operation<A> rowProduct(RowProduct i) {
        return new LaneProduct<>(numbers, i);
    }

    @Override
    public Operation<A> storeCount(StoreCount i) {
        return f -> numbers.set(f.array(i.target()), f.start(i.target()), f.examples);
    }

    /** Padding lanes do not count. */
    @Override
    public Operation<A> sumLanes(SumLanes i) {
        LaneSum<A> sum = kernels.kernels().laneSum();
        return f -> sum.add(
                i.rows(),
                f.width,
                f.count,
                f.array(i.source()),
                f.start(i.source()),
                f.array(i.result()),
                f.start(i.result()));
    }

    @Override
    public Operation<A> weightProduct(WeightProduct i) {
        Gemm.Product product = i.form() == MatMul.Form.PLAIN
                ? Gemm.Product.plain(Gemm.Store.SET, i.m(), i.k())
                : Gemm.Product.transposed(Gemm.Store.SET, i.m(), i.k());
        return new RepeatedProduct<>(gemm, product, i);
    }
}
