package io.tacit.core.engine.plan.kernel;

import io.tacit.core.tensor.Precision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Grows the steps of a kernel: equal steps become one, operations on constants a constant. */
final class ValueNumbering {

    private final Precision precision;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Step, Integer> known = new HashMap<>();

    ValueNumbering(Precision precision) {
        this.precision = precision;
    }

    Precision precision() {
        return precision;
    }

    List<Step> list() {
        return List.copyOf(steps);
    }

    Value read(int operand) {
        return add(new Step.Read(operand));
    }

    /** Rounded to the precision of the kernel. */
    Value constant(double value) {
        return add(new Step.Constant(precision == Precision.FLOAT32 ? (float) value : value));
    }

    Value apply(Primitive primitive, Value... arguments) {
        List<Integer> indices = new ArrayList<>();
        double[] constants = new double[4];
        boolean constant = true;
        for (Value argument : arguments) {
            indices.add(argument.index());
            if (steps.get(argument.index()) instanceof Step.Constant known) {
                constants[indices.size() - 1] = known.value();
            } else {
                constant = false;
            }
        }
        return constant ? constant(folded(primitive, constants)) : add(new Step.Apply(primitive, indices));
    }

    private double folded(Primitive primitive, double[] x) {
        return precision == Precision.FLOAT32
                ? primitive.apply((float) x[0], (float) x[1], (float) x[2], (float) x[3])
                : primitive.apply(x[0], x[1], x[2], x[3]);
    }

    private Value add(Step step) {
        int index = known.computeIfAbsent(step, s -> {
            steps.add(s);
            return steps.size() - 1;
        });
        return new Value(this, index);
    }

    /** One value of a kernel, with which to write formulas. */
    record Value(ValueNumbering steps, int index) {

        private Value apply(Primitive primitive, Value... others) {
            return steps.apply(primitive, others);
        }

        Value constant(double value) {
            return steps.constant(value);
        }

        /** The number encoded by an integer: of 32 bits in float32. */
        Value bits(long bits) {
            return constant(
                    steps.precision() == Precision.FLOAT32
                            ? Float.intBitsToFloat((int) bits)
                            : Double.longBitsToDouble(bits));
        }

        Value plus(Value other) {
            return apply(Primitive.ADD, this, other);
        }

        Value plus(double other) {
            return plus(constant(other));
        }

        Value minus(Value other) {
            return apply(Primitive.SUB, this, other);
        }

        Value minus(double other) {
            return minus(constant(other));
        }

        Value times(Value other) {
            return apply(Primitive.MUL, this, other);
        }

        Value times(double other) {
            return times(constant(other));
        }

        Value over(Value other) {
            return apply(Primitive.DIV, this, other);
        }

        /** this · factor + term, rounded once. */
        Value fma(Value factor, Value term) {
            return apply(Primitive.FMA, this, factor, term);
        }

        Value fma(double factor, Value term) {
            return fma(constant(factor), term);
        }

        Value fma(double factor, double term) {
            return fma(constant(factor), constant(term));
        }

        Value abs() {
            return apply(Primitive.ABS, this);
        }

        Value negate() {
            return apply(Primitive.NEG, this);
        }

        Value sqrt() {
            return apply(Primitive.SQRT, this);
        }

        /** {@code yes} where this is less than {@code limit}, else {@code no}; {@code no} where either is NaN. */
        Value ifLess(Value limit, Value yes, Value no) {
            return apply(Primitive.IF_LESS, this, limit, yes, no);
        }

        Value ifLess(double limit, Value yes, Value no) {
            return ifLess(constant(limit), yes, no);
        }

        Value ifEqual(Value other, Value yes, Value no) {
            return apply(Primitive.IF_EQUAL, this, other, yes, no);
        }

        Value ifEqual(double other, Value yes, Value no) {
            return ifEqual(constant(other), yes, no);
        }

        Value bitsPlus(Value other) {
            return apply(Primitive.BITS_ADD, this, other);
        }

        Value bitsMinus(Value other) {
            return apply(Primitive.BITS_SUB, this, other);
        }

        /** The sign bit, as a zero. */
        Value signBit() {
            return apply(Primitive.BITS_AND, this, constant(-0.0));
        }

        Value or(Value other) {
            return apply(Primitive.BITS_OR, this, other);
        }

        Value xor(Value other) {
            return apply(Primitive.BITS_XOR, this, other);
        }

        Value shift(Primitive shift) {
            return apply(shift, this);
        }

        /** {@code magnitude} (not negative) with the sign of this. */
        Value signed(Value magnitude) {
            return signBit().or(magnitude);
        }

        /** c₀ + c₁ this + c₂ this² + … by Horner's rule. */
        Value polynomial(double... c) {
            Value sum = constant(c[c.length - 1]);
            for (int i = c.length - 2; i >= 0; i--) {
                sum = sum.fma(this, constant(c[i]));
            }
            return sum;
        }
    }
}
