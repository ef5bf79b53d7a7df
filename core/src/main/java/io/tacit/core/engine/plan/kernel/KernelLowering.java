package io.tacit.core.engine.plan.kernel;

import io.tacit.core.engine.plan.kernel.ValueNumbering.Value;
import io.tacit.core.program.Binary;
import io.tacit.core.program.Elementwise;
import io.tacit.core.program.Unary;

/** Lowering of the elementwise operations of Programs to primitives. */
final class KernelLowering {

    private KernelLowering() {}

    static Value of(Elementwise operation, Value... x) {
        if (operation instanceof Unary unary) {
            return unary(unary, x[0]);
        }
        if (operation instanceof Binary binary) {
            return binary(binary, x[0], x[1]);
        }
        return x[0].ifEqual(0, x[2], x[1]);
    }

    private static Elementary functions(Value x) {
        return Elementary.of(x.steps().precision());
    }

    private static Value unary(Unary operation, Value x) {
        return switch (operation) {
            case NEG -> x.negate();
            case ABS -> x.abs();
            case SIGN -> x.ifLess(0, x.constant(-1), x.constant(0).ifLess(x, x.constant(1), x));
            case SQUARE -> x.times(x);
            case RECIPROCAL -> x.constant(1).over(x);
            case SQRT -> x.sqrt();
            case RSQRT -> x.constant(1).over(x.sqrt());
            case EXP -> functions(x).exp(x);
            case LOG -> functions(x).log(x);
            case SIN -> functions(x).sin(x);
            case COS -> functions(x).cos(x);
            case TANH -> functions(x).tanh(x);
            case SIGMOID -> functions(x).sigmoid(x);
            case SOFTPLUS -> functions(x).softplus(x);
            case RELU -> x.ifLess(0, x.constant(0), x);
            case STEP -> x.constant(0).ifLess(x, x.constant(1), x.constant(0));
            case ERF -> functions(x).erf(x);
            case STOP_GRADIENT -> x;
        };
    }

    private static Value binary(Binary operation, Value a, Value b) {
        Value one = a.constant(1);
        Value zero = a.constant(0);
        return switch (operation) {
            case ADD -> a.plus(b);
            case SUB -> a.minus(b);
            case MUL -> a.times(b);
            case DIV -> a.over(b);
            case MAX -> a.steps().apply(Primitive.MAX, a, b);
            case MIN -> a.steps().apply(Primitive.MIN, a, b);
            case POW -> functions(a).pow(a, b);
            case LESS -> a.ifLess(b, one, zero);
            case LESS_EQUAL -> a.steps().apply(Primitive.IF_LESS_EQUAL, a, b, one, zero);
            case EQUAL -> a.ifEqual(b, one, zero);
        };
    }
}
