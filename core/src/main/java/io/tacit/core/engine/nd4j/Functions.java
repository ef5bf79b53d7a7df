package io.tacit.core.engine.nd4j;

import io.tacit.core.program.Binary;
import io.tacit.core.program.Unary;
import java.util.Locale;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.floating.RSqrt;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.same.Negative;
import org.nd4j.linalg.api.ops.impl.transforms.same.Reciprocal;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.api.ops.impl.transforms.same.Square;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Cos;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Cosh;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sin;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sinh;

/**
 * Lowers elementwise operations, each to the function that its {@code apply} defines, to a few units in the last place over the whole range
 * ({@code ElementwiseTest} says how many). ND4J's tanh, sigmoid, softplus and log1p lose small results, so they are composed of operations that
 * do not. Operands are [rows × width], [rows × 1] or [1 × 1].
 */
final class Functions {

    /** An argument at which e^x is far from its limits in float32, and tanh has been ±1 for long in float64. */
    private static final double TANH_LIMIT = 20;

    private final OperationList tape;
    private final Memory memory;
    private final Selection selection;

    Functions(OperationList tape, Memory memory) {
        this.tape = tape;
        this.memory = memory;
        this.selection = new Selection(tape, memory);
    }

    Value unary(Unary function, INDArray x) {
        Value value = like(x);
        INDArray z = value.rows();
        switch (function) {
            case NEG -> tape.call(new Negative(x, z));
            case ABS -> tape.call(new Abs(x, z));
            case SIGN -> sign(x, z);
            case SQUARE -> tape.call(new Square(x, z));
            case RECIPROCAL -> tape.call(new Reciprocal(x, z));
            case SQRT -> tape.call(new Sqrt(x, z));
            case RSQRT -> tape.call(new RSqrt(x, z));
            case EXP -> tape.call(new Exp(x, z));
            case LOG -> tape.call(new Log(x, z));
            case SIN -> tape.call(new Sin(x, z));
            case COS -> tape.call(new Cos(x, z));
            case TANH -> tanh(x, z);
            case SIGMOID -> sigmoid(x, z);
            case SOFTPLUS -> softplus(x, z);
            case RELU -> selection.below(0, 0, x, z);
            case STEP -> tape.call(new Step(x, z));
            case ERF -> tape.call(new Erf(x, z));
            case STOP_GRADIENT -> tape.copy(x, z);
        }
        return value;
    }

    /** ND4J's is 0 at NaN and at −0. */
    private void sign(INDArray x, INDArray z) {
        tape.call(new Sign(x, z));
        selection.zeros(z, x, z);
    }

    /** sinh x / cosh x, which keeps small arguments, and never beyond ±1. */
    private void tanh(INDArray x, INDArray z) {
        INDArray cosh = scratch(x);
        selection.above(TANH_LIMIT, TANH_LIMIT, x, z);
        selection.below(-TANH_LIMIT, -TANH_LIMIT, z, z);
        tape.call(new Cosh(z, cosh));
        tape.call(new Sinh(z, z));
        tape.call("divide", z, z, cosh);
        selection.above(1, 1, z, z);
        selection.below(-1, -1, z, z);
    }

    /** e^min(x, 0) / (1 + e^−|x|): nothing overflows on either side. */
    private void sigmoid(INDArray x, INDArray z) {
        INDArray small = scratch(x);
        decay(x, small);
        tape.call("add", small, small, memory.constant(1));
        selection.above(0, 0, x, z);
        tape.call(new Exp(z, z));
        tape.call("divide", z, z, small);
    }

    /** z = e^−|x|. */
    private void decay(INDArray x, INDArray z) {
        tape.call(new Abs(x, z));
        tape.call(new Negative(z, z));
        tape.call(new Exp(z, z));
    }

    /**
     * ln(1 + eˣ) = max(x, 0) + ln(1 + y) with y = e^−|x|. With u the rounded 1 + y, ln(1 + y) = ln u + (y − (u − 1)) / u to the square of a
     * rounding, so that a small y is its own logarithm.
     */
    private void softplus(INDArray x, INDArray z) {
        INDArray y = scratch(x);
        INDArray u = scratch(x);
        INDArray log = scratch(x);
        decay(x, y);
        tape.call("add", u, y, memory.constant(1));
        tape.call(new Log(u, log));
        tape.call("subtract", z, u, memory.constant(1));
        tape.call("subtract", y, y, z);
        tape.call("divide", y, y, u);
        tape.call("add", log, log, y);
        selection.below(0, 0, x, z);
        tape.call("add", z, z, log);
    }

    Value binary(Binary function, INDArray a, INDArray b) {
        Value z = like(a, b);
        switch (function) {
            case ADD -> tape.call("add", z.rows(), a, b);
            case SUB -> tape.call("subtract", z.rows(), a, b);
            case MUL -> tape.call("multiply", z.rows(), a, b);
            case DIV -> tape.call("divide", z.rows(), a, b);
            case MAX -> selection.maximum(z.rows(), a, b);
            case MIN -> minimum(z.rows(), a, b);
            case POW -> pow(z.rows(), a, b);
            case EQUAL -> compare("equals", z, a, b);
            case LESS, LESS_EQUAL -> compare(function.name().toLowerCase(Locale.ROOT), z, a, b);
        }
        return z;
    }

    /** −max(−a, −b). */
    private void minimum(INDArray z, INDArray a, INDArray b) {
        selection.maximum(z, negative(a), negative(b));
        tape.call(new Negative(z, z));
    }

    private INDArray negative(INDArray x) {
        INDArray negative = scratch(x);
        tape.call(new Negative(x, negative));
        return negative;
    }

    /** C's function is 1 where |a| is 1, whatever b; here, as in Java, an exponent that is not finite gives NaN there. */
    private void pow(INDArray z, INDArray a, INDArray b) {
        INDArray magnitude = scratch(a);
        INDArray finite = scratch(b);
        tape.call(new Abs(a, magnitude));
        tape.call("subtract", magnitude, magnitude, memory.constant(1));
        tape.call("subtract", finite, b, b);
        tape.call("Pow", z, a, b);
        tape.call("add", z, z, selection.chosen("equals", magnitude, finite, z));
    }

    private void compare(String name, Value z, INDArray a, INDArray b) {
        INDArray flags = memory.flags(z.size(), z.width()).rows();
        tape.call(name, flags, a, b);
        tape.copy(flags, z.rows());
    }

    Value where(INDArray c, INDArray a, INDArray b) {
        Value z = like(c, a, b);
        selection.where(z.rows(), c, a, b);
        return z;
    }

    private INDArray scratch(INDArray like) {
        return memory.scratch((int) like.size(0), (int) like.size(1)).rows();
    }

    private Value like(INDArray... operands) {
        long rows = Stream.of(operands).mapToLong(x -> x.size(0)).max().orElseThrow();
        long width = Stream.of(operands).mapToLong(x -> x.size(1)).max().orElseThrow();
        return memory.take((int) rows, (int) width);
    }
}
