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
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log1p;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sin;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;

/** Lowers elementwise operations. Operands are [rows × width], [rows × 1] or [1 × 1]. */
final class Functions {

    private final Tape tape;
    private final Memory memory;

    Functions(Tape tape, Memory memory) {
        this.tape = tape;
        this.memory = memory;
    }

    Value unary(Unary function, INDArray x) {
        Value value = like(x);
        INDArray z = value.rows();
        switch (function) {
            case NEG -> tape.call(new Negative(x, z));
            case ABS -> tape.call(new Abs(x, z));
            case SIGN -> tape.call(new Sign(x, z));
            case SQUARE -> tape.call(new Square(x, z));
            case RECIPROCAL -> tape.call(new Reciprocal(x, z));
            case SQRT -> tape.call(new Sqrt(x, z));
            case RSQRT -> tape.call(new RSqrt(x, z));
            case EXP -> tape.call(new Exp(x, z));
            case LOG -> tape.call(new Log(x, z));
            case SIN -> tape.call(new Sin(x, z));
            case COS -> tape.call(new Cos(x, z));
            case TANH -> tape.call(new Tanh(x, z));
            case SIGMOID -> tape.call(new Sigmoid(x, z));
            case SOFTPLUS -> softplus(x, z);
            case RELU -> tape.call("maximum", z, x, memory.constant(0));
            case STEP -> tape.call(new Step(x, z));
            case ERF -> tape.call(new Erf(x, z));
            case STOP_GRADIENT -> tape.copy(x, z);
        }
        return value;
    }

    /** ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|); ND4J's own overflows. */
    private void softplus(INDArray x, INDArray z) {
        INDArray positive = memory.scratch((int) x.size(0), (int) x.size(1)).rows();
        tape.call(new Abs(x, z));
        tape.call(new Negative(z, z));
        tape.call(new Exp(z, z));
        tape.call(new Log1p(z, z));
        tape.call("maximum", positive, x, memory.constant(0));
        tape.call("add", z, z, positive);
    }

    Value binary(Binary function, INDArray a, INDArray b) {
        Value z = like(a, b);
        switch (function) {
            case ADD -> tape.call("add", z.rows(), a, b);
            case SUB -> tape.call("subtract", z.rows(), a, b);
            case MUL -> tape.call("multiply", z.rows(), a, b);
            case DIV -> tape.call("divide", z.rows(), a, b);
            case MAX -> tape.call("maximum", z.rows(), a, b);
            case MIN -> tape.call("minimum", z.rows(), a, b);
            case POW -> tape.call("Pow", z.rows(), a, b);
            case EQUAL -> compare("equals", z, a, b);
            case LESS, LESS_EQUAL -> compare(function.name().toLowerCase(Locale.ROOT), z, a, b);
        }
        return z;
    }

    private void compare(String name, Value z, INDArray a, INDArray b) {
        INDArray flags = memory.flags(z.size(), z.width()).rows();
        tape.call(name, flags, a, b);
        tape.copy(flags, z.rows());
    }

    /**
     * With M = ∞ where c ≠ 0 and −∞ elsewhere, {@code max(min(a, M), min(b, −M))} is a or b. ND4J's own selection takes 100 ns an element, and
     * products with 0 and 1 would let what is not chosen through where it is not finite.
     */
    Value where(INDArray c, INDArray a, INDArray b) {
        Value z = like(c, a, b);
        INDArray mask = memory.scratch((int) c.size(0), (int) c.size(1)).rows();
        INDArray first = memory.scratch(z.size(), z.width()).rows();
        tape.call(new Abs(c, mask));
        tape.call(new Sign(mask, mask));
        tape.call("subtract", mask, mask, memory.constant(0.5));
        tape.call("multiply", mask, mask, memory.constant(Double.POSITIVE_INFINITY));
        tape.call("minimum", first, a, mask);
        tape.call(new Negative(mask, mask));
        tape.call("minimum", z.rows(), b, mask);
        tape.call("maximum", z.rows(), z.rows(), first);
        return z;
    }

    private Value like(INDArray... operands) {
        long rows = Stream.of(operands).mapToLong(x -> x.size(0)).max().orElseThrow();
        long width = Stream.of(operands).mapToLong(x -> x.size(1)).max().orElseThrow();
        return memory.take((int) rows, (int) width);
    }
}
