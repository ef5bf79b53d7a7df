package io.tacit.core.engine.nd4j;

import io.tacit.core.engine.nd4j.Products.Factor;
import io.tacit.core.program.Binary;
import io.tacit.core.program.Broadcast;
import io.tacit.core.program.Concat;
import io.tacit.core.program.Conv2d;
import io.tacit.core.program.DenseSolve;
import io.tacit.core.program.Elementwise;
import io.tacit.core.program.ExampleSum;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Iterate;
import io.tacit.core.program.Leaf;
import io.tacit.core.program.MatMul;
import io.tacit.core.program.MaxAxes;
import io.tacit.core.program.Op;
import io.tacit.core.program.Pad;
import io.tacit.core.program.Permute;
import io.tacit.core.program.Reshape;
import io.tacit.core.program.Slice;
import io.tacit.core.program.Spread;
import io.tacit.core.program.SumAxes;
import io.tacit.core.program.Unary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Writes the operations of a Program, for a number of examples, onto a {@link OperationList}. */
final class Lowering {

    private final UseCounts plan;
    private final int examples;
    private final Memory memory;
    private final Functions functions;
    private final Movements movements;
    private final Reductions reductions;
    private final Products products;
    private final Convolutions convolutions;
    private final DenseSystems systems;
    private final Loops loops;
    private final Map<Expr, Value> values = new HashMap<>();
    private final Map<Expr, Integer> unread;

    Lowering(UseCounts plan, int examples, Memory memory, OperationList tape) {
        this.plan = plan;
        this.examples = examples;
        this.memory = memory;
        this.functions = new Functions(tape, memory);
        this.movements = new Movements(tape, memory);
        this.reductions = new Reductions(tape, memory, examples);
        this.products = new Products(tape, memory, reductions);
        this.convolutions = new Convolutions(tape, memory, movements, products);
        this.systems = new DenseSystems(tape, memory);
        this.loops = new Loops(tape, memory, examples);
        this.unread = new HashMap<>(plan.uses());
    }

    /** Lowers everything; inputs are found by name. */
    void lower(Map<String, Value> inputs) {
        for (Expr e : plan.program().nodes()) {
            if (e.op() instanceof Leaf.Input input) {
                values.put(e, inputs.get(input.name()));
            } else if (!(e.op() instanceof Leaf.Fill) && !plan.summedProducts().contains(e)) {
                values.put(e, lowered(e));
                memory.releaseScratch();
                e.inputs().forEach(this::read);
            }
        }
    }

    /** The value of an expression already lowered. A constant is written out where it is asked for, once. */
    Value value(Expr e) {
        return e.op() instanceof Leaf.Fill fill
                ? values.computeIfAbsent(e, c -> constant(c, fill.value()))
                : Objects.requireNonNull(values.get(e));
    }

    private Value constant(Expr e, double value) {
        Value z = memory.pinned(e.shape().size(), 1);
        z.rows().assign(value);
        return z;
    }

    /** One of the readers of {@code e} has run. */
    private void read(Expr e) {
        if (unread.merge(e, -1, Integer::sum) > 0) {
            return;
        }
        if (plan.summedProducts().contains(e)) {
            e.inputs().forEach(this::read);
        } else if (values.containsKey(e)) {
            memory.release(values.get(e));
        }
    }

    private Value lowered(Expr e) {
        Op op = e.op();
        if (op instanceof Elementwise) {
            return elementwise(e);
        }
        if (op instanceof Reshape || op instanceof Spread) {
            return value(e.input(0)).again();
        }
        if (op instanceof MatMul product) {
            return products.product(left(product, e), right(product, e));
        }
        if (op instanceof Conv2d convolution) {
            return convolution(convolution, e);
        }
        if (op instanceof ExampleSum) {
            return exampleSum(e.input(0));
        }
        if (op instanceof DenseSolve solve) {
            return systems.solve(solve.form(), value(e.input(0)), value(e.input(1)), e.shape());
        }
        if (op instanceof Iterate loop) {
            return loops.iterate(loop, e.inputs().stream().map(this::value).toList());
        }
        return op instanceof Leaf leaf ? leaf(leaf) : rearranged(e);
    }

    private Value elementwise(Expr e) {
        if (e.op() == Unary.STOP_GRADIENT) {
            return value(e.input(0)).again();
        }
        if (e.op() instanceof Unary function) {
            return functions.unary(function, value(e.input(0)).rows());
        }
        if (e.op() instanceof Binary function) {
            return functions.binary(function, operand(e, 0), operand(e, 1));
        }
        return functions.where(operand(e, 0), operand(e, 1), operand(e, 2));
    }

    /** Operand i of an elementwise operation. Constants stay single numbers, but not all of them. */
    private INDArray operand(Expr e, int i) {
        boolean single =
                e.input(i).op() instanceof Leaf.Fill && !e.inputs().stream().allMatch(x -> x.op() instanceof Leaf.Fill);
        return single
                ? memory.constant(((Leaf.Fill) e.input(i).op()).value())
                : value(e.input(i)).rows();
    }

    private Value rearranged(Expr e) {
        Value x = value(e.input(0));
        Op op = e.op();
        if (op instanceof Broadcast broadcast) {
            return movements.broadcast(broadcast, x, e.input(0).shape());
        }
        if (op instanceof Permute permute) {
            return movements.permute(permute, x, e.input(0).shape(), e.shape());
        }
        if (op instanceof Slice slice) {
            return movements.slice(slice, x, e.input(0).shape(), e.shape());
        }
        if (op instanceof Pad pad) {
            return movements.pad(pad, x, e.input(0).shape(), e.shape());
        }
        if (op instanceof SumAxes sum) {
            return reductions.sum(x, e.input(0).shape(), e.shape(), sum.axes());
        }
        if (op instanceof MaxAxes max) {
            return reductions.max(x, e.input(0).shape(), e.shape(), max.axes());
        }
        List<Value> parts = e.inputs().stream().map(this::value).toList();
        return movements.concat(
                (Concat) op, parts, e.inputs().stream().map(Expr::shape).toList(), e.shape());
    }

    private Value leaf(Leaf leaf) {
        Value z = memory.pinned(leaf.shape().size(), 1);
        if (leaf instanceof Leaf.Literal literal) {
            for (int i = 0; i < z.size(); i++) {
                z.rows().putScalar(i, literal.values().get(i));
            }
        } else {
            z.rows().assign(examples);
        }
        return z;
    }

    private Value convolution(Conv2d op, Expr e) {
        Value first = value(e.input(0));
        Value second = value(e.input(1));
        return switch (op.form()) {
            case FORWARD -> convolutions.forward(op.geometry(), first, second);
            case INPUT -> convolutions.input(op.geometry(), first, second);
            case KERNEL -> convolutions.kernel(op.geometry(), first, second);
        };
    }

    private Value exampleSum(Expr x) {
        if (!plan.summedProducts().contains(x)) {
            return reductions.sumExamples(value(x));
        }
        boolean differ = x.inputs().stream().allMatch(i -> value(i).width() == examples);
        return differ ? contraction(x) : sumOfProducts(x);
    }

    private Value contraction(Expr x) {
        return x.op() instanceof MatMul product
                ? products.contraction(left(product, x), right(product, x))
                : convolutions.kernelSum(((Conv2d) x.op()).geometry(), value(x.input(0)), value(x.input(1)));
    }

    private Value sumOfProducts(Expr x) {
        Value product = lowered(x);
        Value sum = reductions.sumExamples(product);
        memory.release(product);
        return sum;
    }

    private Factor left(MatMul product, Expr e) {
        return factor(e.input(0), product.a());
    }

    private Factor right(MatMul product, Expr e) {
        return factor(e.input(1), product.b());
    }

    private Factor factor(Expr e, MatMul.Form form) {
        return new Factor(value(e), e.shape().dim(0), e.shape().dim(1), form);
    }
}
