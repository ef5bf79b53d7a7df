package io.tacit.core.engine.nd4j;

import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.tensor.ParamLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.any.Assign;
import org.nd4j.linalg.factory.Nd4j;

/** A Program lowered for a number of examples: its operations and the memory they work on. Runs one evaluation at a time. */
final class Frame implements AutoCloseable {

    private final int examples;
    private final Memory memory;
    private final OperationList tape = new OperationList();
    private final List<Value> arguments = new ArrayList<>();
    private final List<Value> results = new ArrayList<>();
    private final Value theta;
    private final Value gradient;
    private final boolean adjoint;

    Frame(UseCounts plan, int examples, DataType type) {
        Program program = plan.program();
        int params = Math.max(1, program.layout().size());
        this.examples = examples;
        this.memory = new Memory(type);
        this.theta = memory.pinned(params, 1);
        this.adjoint = program.outputs().size() > program.results().size();
        this.gradient = memory.pinned(adjoint ? params : 1, 1);
        lower(plan);
    }

    private void lower(UseCounts plan) {
        try {
            Lowering lowering = new Lowering(plan, examples, memory, tape);
            lowering.lower(inputs(plan.program()));
            plan.program().results().forEach(o -> results.add(lowering.value(o.expr())));
            for (Program.Output o : plan.program().outputs()) {
                o.gradientOf()
                        .ifPresent(p -> tape.copy(
                                lowering.value(o.expr()).rows(),
                                slice(gradient, plan.program().layout().entry(p))
                                        .rows()));
            }
        } catch (RuntimeException e) {
            memory.close();
            throw e;
        }
    }

    private Map<String, Value> inputs(Program program) {
        Map<String, Value> inputs = new HashMap<>();
        for (Program.Input input : program.arguments()) {
            Value value = memory.pinned(input.shape().size(), input.role() == Role.EXAMPLE ? examples : 1);
            arguments.add(value);
            inputs.put(input.name(), value);
        }
        program.layout().entries().forEach(p -> inputs.put(p.name(), slice(theta, p)));
        return inputs;
    }

    private static Value slice(Value vector, ParamLayout.Entry param) {
        return vector.rows(param.offset(), param.size());
    }

    int examples() {
        return examples;
    }

    void run(List<INDArray> given, INDArray givenTheta, List<INDArray> wanted, INDArray givenGradient) {
        for (int i = 0; i < given.size(); i++) {
            copy(given.get(i), arguments.get(i).rows());
        }
        if (givenTheta.length() == theta.size()) {
            copy(givenTheta, theta.rows());
        }
        tape.run();
        for (int i = 0; i < wanted.size(); i++) {
            copy(results.get(i).rows(), wanted.get(i));
        }
        if (adjoint) {
            givenGradient.addi(gradient.rows());
        }
    }

    private static void copy(INDArray from, INDArray to) {
        if (from.length() == to.length()) {
            Nd4j.getExecutioner().exec(new Assign(from, to));
        } else {
            to.assign(from.broadcast(to.shape()));
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
