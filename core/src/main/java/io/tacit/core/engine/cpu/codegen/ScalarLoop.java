package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.plan.kernel.FusedKernel;
import io.tacit.core.engine.plan.kernel.FusedKernel.Operand;
import io.tacit.core.engine.plan.kernel.FusedKernel.Reduction;
import io.tacit.core.engine.plan.kernel.FusedKernel.Result;
import io.tacit.core.engine.plan.kernel.FusedKernel.Storage;
import io.tacit.core.engine.plan.kernel.Step;
import java.util.Arrays;
import java.util.List;

/** Scalar twin of compiled kernels: one row after another, one operation after another over the lanes of the row. Takes any width. */
final class ScalarLoop implements FusedLoop<float[]> {

    private final FusedKernel kernel;
    private final Step[] steps;
    private final int[][] arguments;
    private final Scratch scratch = new Scratch();

    ScalarLoop(FusedKernel kernel) {
        this.kernel = kernel;
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
    public void run(float[][] memory, int[] offsets, int width) {
        float[] values = scratch.floats(steps.length * width);
        constants(values, width);
        for (int r = 0; r < kernel.rows(); r++) {
            row(memory, offsets, width, values, r);
            for (int i = 0; i < kernel.results().size(); i++) {
                write(i, memory, offsets, width, values, r);
            }
        }
    }

    private void constants(float[] values, int width) {
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] instanceof Step.Constant constant) {
                Arrays.fill(values, i * width, (i + 1) * width, constant.value());
            }
        }
    }

    private void row(float[][] memory, int[] offsets, int width, float[] values, int r) {
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] instanceof Step.Read read) {
                read(read.operand(), memory, offsets, width, values, i * width, r);
            } else if (steps[i] instanceof Step.Apply apply) {
                RowOperations.apply(apply.primitive(), values, arguments[i], i, width);
            }
        }
    }

    private void read(int index, float[][] memory, int[] offsets, int width, float[] values, int to, int r) {
        Operand operand = kernel.operands().get(index);
        int row = operand.map().at(r);
        if (operand.storage() == Storage.TILE) {
            System.arraycopy(memory[index], offsets[index] + row * width, values, to, width);
        } else {
            Arrays.fill(values, to, to + width, memory[index][offsets[index] + row]);
        }
    }

    private void write(int index, float[][] memory, int[] offsets, int width, float[] values, int r) {
        Result result = kernel.results().get(index);
        int slot = kernel.operands().size() + index;
        float[] target = memory[slot];
        int from = result.step() * width;
        if (result.reduction() == Reduction.NONE) {
            System.arraycopy(values, from, target, offsets[slot] + r * width, width);
            return;
        }
        int to = offsets[slot] + r / kernel.segment() * width;
        if (r % kernel.segment() == 0) {
            Arrays.fill(target, to, to + width, start(result.reduction()));
        }
        RowOperations.reduce(result.reduction(), values, from, target, to, width);
    }

    static float start(Reduction reduction) {
        return reduction == Reduction.MAX ? Float.NEGATIVE_INFINITY : 0;
    }
}
