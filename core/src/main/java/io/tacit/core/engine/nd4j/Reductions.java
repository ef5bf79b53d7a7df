package io.tacit.core.engine.nd4j;

import io.tacit.core.program.Shape;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.same.Max;
import org.nd4j.linalg.api.ops.impl.reduce.same.Min;
import org.nd4j.linalg.api.ops.impl.reduce.same.Sum;

/** Lowers sums and maxima. Sums over a leading or a trailing axis are products with ones, which are many times as fast as ND4J's reductions. */
final class Reductions {

    private final OperationList tape;
    private final Memory memory;
    private final int examples;

    Reductions(OperationList tape, Memory memory, int examples) {
        this.tape = tape;
        this.memory = memory;
        this.examples = examples;
    }

    Value sum(Value x, Shape full, Shape reduced, List<Integer> axes) {
        Value z = memory.take(reduced.size(), x.width());
        int summed = x.size() / z.size();
        boolean leading = axes.stream().allMatch(a -> a < axes.size());
        if (leading) {
            sumLeading(z, x.matrix(summed));
        } else {
            tape.call(new Sum(x.as(dims(full)), z.as(dims(reduced)), false, axes(axes)));
        }
        return z;
    }

    /** z = Σᵢ x[i, …]. */
    void sumLeading(Value z, INDArray x) {
        tape.multiply(z.matrix(1), memory.ones((int) x.size(0)), x);
    }

    /** NaN where one of them is, which ND4J's own drops. */
    Value max(Value x, Shape full, Shape reduced, List<Integer> axes) {
        Value z = memory.take(reduced.size(), x.width());
        Value flags = memory.flags(x.size(), x.width());
        Value numbers = memory.scratch(x.size(), x.width());
        Value all = memory.scratch(reduced.size(), x.width());
        tape.call(new Max(x.as(dims(full)), z.as(dims(reduced)), false, axes(axes)));
        tape.call("equals", flags.rows(), x.rows(), x.rows());
        tape.copy(flags.rows(), numbers.rows());
        tape.call(new Min(numbers.as(dims(full)), all.as(dims(reduced)), false, axes(axes)));
        tape.call("divide", all.rows(), all.rows(), all.rows());
        tape.call("multiply", z.rows(), z.rows(), all.rows());
        return z;
    }

    /** Sum over the examples; one column counts for all of them. */
    Value sumExamples(Value x) {
        Value z = memory.take(x.size(), 1);
        if (x.width() == examples) {
            tape.multiply(z.rows(), x.rows(), memory.ones(examples).transpose());
        } else {
            tape.call("multiply", z.rows(), x.rows(), memory.constant(examples));
        }
        return z;
    }

    static long[] dims(Shape shape) {
        return shape.dims().stream().mapToLong(Integer::longValue).toArray();
    }

    private static int[] axes(List<Integer> axes) {
        return axes.stream().mapToInt(Integer::intValue).sorted().toArray();
    }
}
