package io.tacit.core.engine.nd4j;

import io.tacit.core.program.Broadcast;
import io.tacit.core.program.Concat;
import io.tacit.core.program.Pad;
import io.tacit.core.program.Permute;
import io.tacit.core.program.Shape;
import io.tacit.core.program.Slice;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Lowers operations that move values without computing any. */
final class Movements {

    private final OperationList tape;
    private final Memory memory;

    Movements(OperationList tape, Memory memory) {
        this.tape = tape;
        this.memory = memory;
    }

    Value broadcast(Broadcast op, Value x, Shape from) {
        Value z = memory.take(op.target().size(), x.width());
        int lead = op.target().rank() - from.rank();
        long[] aligned = LongStream.concat(
                        LongStream.generate(() -> 1).limit(lead), LongStream.of(Reductions.dims(from)))
                .toArray();
        tape.copy(x.as(aligned), z.as(Reductions.dims(op.target())));
        return z;
    }

    Value permute(Permute op, Value x, Shape from, Shape to) {
        Value z = memory.take(to.size(), x.width());
        int[] order = Value.withExamples(op.order().stream().mapToInt(Integer::intValue), from.rank());
        tape.copy(x.as(Reductions.dims(from)).permute(order), z.as(Reductions.dims(to)));
        return z;
    }

    /** Places along the first axis that is longer than 1 are rows of the same memory; others are copied. */
    Value slice(Slice op, Value x, Shape from, Shape to) {
        int inner = from.inner(op.axis());
        if (from.outer(op.axis()) == 1) {
            return x.rows(op.start() * inner, op.length() * inner);
        }
        Value z = memory.take(to.size(), x.width());
        tape.copy(places(x, from, op.axis(), op.start(), op.length()), z.as(to.outer(op.axis()), op.length(), inner));
        return z;
    }

    Value pad(Pad op, Value x, Shape from, Shape to) {
        Value z = memory.take(to.size(), x.width());
        int length = from.dim(op.axis());
        zero(z);
        tape.copy(blocks(x, from, op.axis()), places(z, to, op.axis(), op.before(), length));
        return z;
    }

    Value concat(Concat op, List<Value> parts, List<Shape> shapes, Shape to) {
        int width = parts.stream().mapToInt(Value::width).max().orElseThrow();
        Value z = memory.take(to.size(), width);
        int start = 0;
        for (int i : IntStream.range(0, parts.size()).toArray()) {
            int length = shapes.get(i).dim(op.axis());
            tape.copy(blocks(parts.get(i), shapes.get(i), op.axis()), places(z, to, op.axis(), start, length));
            start += length;
        }
        return z;
    }

    void zero(Value z) {
        tape.call(new ScalarSet(z.rows(), 0));
    }

    /** [before the axis × axis × after it × width]. */
    private static INDArray blocks(Value x, Shape shape, int axis) {
        return x.as(shape.outer(axis), shape.dim(axis), shape.inner(axis));
    }

    private static INDArray places(Value x, Shape shape, int axis, int start, int length) {
        return blocks(x, shape, axis)
                .get(
                        NDArrayIndex.all(),
                        NDArrayIndex.interval(start, start + length),
                        NDArrayIndex.all(),
                        NDArrayIndex.all());
    }
}
