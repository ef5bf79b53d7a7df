package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.cpu.array.Numbers;
import io.tacit.core.engine.plan.kernel.FusedKernel;
import io.tacit.core.engine.plan.kernel.FusedKernel.Operand;
import io.tacit.core.engine.plan.kernel.FusedKernel.Reduction;
import io.tacit.core.engine.plan.kernel.FusedKernel.Result;
import io.tacit.core.engine.plan.kernel.FusedKernel.Storage;
import io.tacit.core.engine.plan.kernel.Step;
import java.util.List;

/** Scalar twin of compiled kernels: one row after another, one operation after another over the lanes of the row. Takes any width. */
final class ScalarLoop<A> implements FusedLoop<A> {

    private final FusedKernel kernel;
    private final Step[] steps;
    private final int[][] arguments;
    private final Element<A> element;
    private final Numbers<A> numbers;
    private final Scratch<A> scratch;

    ScalarLoop(FusedKernel kernel, Element<A> element) {
        this.kernel = kernel;
        this.element = element;
        this.numbers = element.numbers();
        this.scratch = new Scratch<>(numbers);
        this.steps = kernel.steps().toArray(new Step[0]);
        this.arguments = new int[steps.length][];
        for (int i = 0; i < steps.length; i++) {
            List<Integer> of = steps[i] instanceof Step.Apply apply ? apply.arguments() : List.<Integer>of();
            int[] padded = new int[4];
            for (int j = 0; j < of.size(); j++) {
                padded[j] = of.get(j);
            }
            arguments[i] = padded;
        }
    }

    @Override
    public void run(A[] memory, int[] offsets, int width) {
        A values = scratch.array(steps.length * width);
        constants(values, width);
        for (int r = 0; r < kernel.rows(); r++) {
            row(memory, offsets, width, values, r);
            for (int i = 0; i < kernel.results().size(); i++) {
                write(i, memory, offsets, width, values, r);
            }
        }
    }

    private void constants(A values, int width) {
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] instanceof Step.Constant constant) {
                numbers.fill(values, i * width, (i + 1) * width, constant.value());
            }
        }
    }

    private void row(A[] memory, int[] offsets, int width, A values, int r) {
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] instanceof Step.Read read) {
                read(read.operand(), memory, offsets, width, values, i * width, r);
            } else if (steps[i] instanceof Step.Apply apply) {
                element.rows().apply(apply.primitive(), values, arguments[i], i, width);
            }
        }
    }

    private void read(int index, A[] memory, int[] offsets, int width, A values, int to, int r) {
        Operand operand = kernel.operands().get(index);
        int row = operand.map().at(r);
        if (operand.storage() == Storage.TILE) {
            numbers.copy(memory[index], offsets[index] + row * width, values, to, width);
        } else {
            numbers.fill(values, to, to + width, numbers.get(memory[index], offsets[index] + row));
        }
    }

    private void write(int index, A[] memory, int[] offsets, int width, A values, int r) {
        Result result = kernel.results().get(index);
        int slot = kernel.operands().size() + index;
        A target = memory[slot];
        int from = result.step() * width;
        if (result.reduction() == Reduction.NONE) {
            numbers.copy(values, from, target, offsets[slot] + r * width, width);
            return;
        }
        int to = offsets[slot] + r / kernel.segment() * width;
        if (r % kernel.segment() == 0) {
            numbers.fill(target, to, to + width, start(result.reduction()));
        }
        if (result.reduction() == Reduction.SUM) {
            numbers.loops().add(values, from, target, to, width);
        } else {
            numbers.loops().max(values, from, target, to, width);
        }
    }

    static double start(Reduction reduction) {
        return reduction == Reduction.MAX ? Double.NEGATIVE_INFINITY : 0;
    }
}
