package io.tacit.core.engine.nd4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.api.ops.impl.transforms.any.Assign;
import org.nd4j.linalg.factory.Nd4j;

/** Operations bound to their arrays, in order of execution. Building an operation costs as much as executing a small one. */
final class OperationList {

    private final OpExecutioner executioner = Nd4j.getExecutioner();
    private final List<Runnable> calls = new ArrayList<>();

    /** {@code z = name(inputs…)}; inputs of elementwise operations are repeated as in NumPy. */
    void call(String name, INDArray z, INDArray... inputs) {
        CustomOp op =
                DynamicCustomOp.builder(name).addInputs(inputs).addOutputs(z).build();
        calls.add(() -> executioner.exec(op));
    }

    void call(Op op) {
        calls.add(() -> executioner.exec(op));
    }

    /** {@code z = a b}, asked for as {@code zᵀ = bᵀ aᵀ}: c-ordered memory is then 'f'-ordered, as BLAS wants it. */
    void multiply(INDArray z, INDArray a, INDArray b) {
        call("matmul", z.transpose(), b.transpose(), a.transpose());
    }

    /** {@code to = from}, repeated as in NumPy where the shapes differ; either may be strided. */
    void copy(INDArray from, INDArray to) {
        if (Arrays.equals(from.shape(), to.shape())) {
            call(new Assign(from, to));
        } else {
            call("assign", to, to, from);
        }
    }

    /** Plain Java between operations. */
    void host(Runnable code) {
        calls.add(code);
    }

    void run() {
        calls.forEach(Runnable::run);
    }
}
