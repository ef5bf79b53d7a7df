package io.tacit.core.engine.nd4j;

import io.tacit.core.program.Iterate;
import io.tacit.core.program.Program;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Lowers inner iterations: the body in a {@link Frame} of its own, run until every example is frozen. */
final class Loops {

    private final OperationList tape;
    private final Memory memory;
    private final int examples;

    Loops(OperationList tape, Memory memory, int examples) {
        this.tape = tape;
        this.memory = memory;
        this.examples = examples;
    }

    Value iterate(Iterate op, List<Value> operands) {
        Value z = memory.take(op.carried() + 3, examples);
        List<INDArray> carry = carries(op, z.rows());
        for (int i = 0; i < op.carries(); i++) {
            tape.copy(operands.get(i).rows(), carry.get(i));
        }
        List<INDArray> given = new ArrayList<>(carry);
        operands.subList(op.carries(), operands.size()).forEach(v -> given.add(v.rows()));
        Frame body = memory.own(new Frame(UseCounts.of(op.body().evaluated()), examples, memory.type()));
        tape.host(loop(op, body, given, z)::run);
        return z;
    }

    /** The rows of the result in which the carries are kept. */
    private static List<INDArray> carries(Iterate op, INDArray rows) {
        List<INDArray> carries = new ArrayList<>();
        int at = 0;
        for (Program.Input input : op.body().inputs().subList(0, op.carries())) {
            int size = input.shape().size();
            carries.add(part(rows, at, size));
            at += size;
        }
        return carries;
    }

    private static INDArray part(INDArray rows, int from, int length) {
        return rows.get(NDArrayIndex.interval(from, from + length), NDArrayIndex.all());
    }

    private Loop loop(Iterate op, Frame body, List<INDArray> given, Value z) {
        INDArray running = memory.pinned(1, examples).rows();
        OperationList advance = new OperationList();
        Selection selection = new Selection(advance, memory);
        List<INDArray> next = new ArrayList<>();
        for (INDArray carry : given.subList(0, op.carries())) {
            INDArray wanted = memory.pinned((int) carry.size(0), examples).rows();
            next.add(wanted);
            selection.where(carry, running, wanted, carry);
        }
        next.add(memory.pinned(1, examples).rows());
        return new Loop(op, body, new Loop.Buffers(given, next, running, part(z.rows(), op.carried(), 3)), advance);
    }
}
