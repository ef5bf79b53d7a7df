package io.tacit.core.engine.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.comparison.CompareAndReplace;
import org.nd4j.linalg.api.ops.impl.transforms.comparison.CompareAndSet;
import org.nd4j.linalg.api.ops.impl.transforms.same.Negative;
import org.nd4j.linalg.indexing.conditions.Condition;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * Choices between numbers that lose neither a NaN nor the sign of a zero. ND4J's {@code maximum}, {@code minimum} and {@code sign} drop NaN, and
 * its own selection takes 100 ns an element; its conditional replacement takes what an addition takes, and says what it does with NaN: every
 * comparison with it is false.
 */
final class Selection {

    private final OperationList tape;
    private final Memory memory;

    Selection(OperationList tape, Memory memory) {
        this.tape = tape;
        this.memory = memory;
    }

    /** {@code z = value} where {@code x < limit}, else x. */
    void below(double limit, double value, INDArray x, INDArray z) {
        set(x, z, value, Conditions.lessThan(limit));
    }

    /** {@code z = value} where {@code x > limit}, else x. */
    void above(double limit, double value, INDArray x, INDArray z) {
        set(x, z, value, Conditions.greaterThan(limit));
    }

    private void set(INDArray x, INDArray z, double value, Condition where) {
        tape.call(new CompareAndSet(x, z, value, where));
    }

    /** {@code z = y} where x is 0 or −0, else x. Conditions of ND4J that ask for equality take what is near for equal, so none is used. */
    void zeros(INDArray x, INDArray y, INDArray z) {
        where(z, x, x, y);
    }

    /** The larger of a and b in z: NaN where either is, and 0 is larger than −0. */
    void maximum(INDArray z, INDArray a, INDArray b) {
        INDArray swapped = scratch(z);
        INDArray sum = scratch(z);
        tape.call("maximum", z, a, b);
        tape.call("maximum", swapped, b, a);
        // Of zeros of different sign each call gives its own; their sum is 0, and that of −0 and −0 is −0.
        tape.call("add", sum, z, swapped);
        zeros(z, sum, z);
        spread(z, a);
        spread(z, b);
    }

    /** z becomes NaN where {@code x} is, whose shape may be repeated in that of z. */
    private void spread(INDArray z, INDArray x) {
        INDArray one = number("equals", x, x);
        tape.call("divide", one, one, one);
        tape.call("multiply", z, z, one);
    }

    /** A condition, with 1 for true and 0 for false, in memory of the first operand's shape. */
    INDArray number(String condition, INDArray a, INDArray b) {
        INDArray flags = memory.flags((int) a.size(0), (int) a.size(1)).rows();
        INDArray number = scratch(a);
        tape.call(condition, flags, a, b);
        tape.copy(flags, number);
        return number;
    }

    /**
     * {@code z = a} where c is not 0, else b. Each is replaced by −0 where it is not chosen, and what is added to −0 stays what it is, in every
     * bit; products with 0 and 1 would let what is not chosen through where it is not finite.
     */
    void where(INDArray z, INDArray c, INDArray a, INDArray b) {
        INDArray otherwise = chosen("equals", c, b, z);
        tape.call("add", z, chosen("not_equals", c, a, z), otherwise);
    }

    /** {@code x} where the condition holds for {@code c} and 0, else −0, in memory of z's shape. */
    INDArray chosen(String condition, INDArray c, INDArray x, INDArray z) {
        INDArray holds = number(condition, c, memory.constant(0));
        tape.call(new Negative(holds, holds));
        INDArray chosen = repeated(holds, z);
        tape.call(new CompareAndReplace(chosen, repeated(x, z), chosen, Conditions.lessThan(-0.5)));
        return chosen;
    }

    private INDArray repeated(INDArray x, INDArray z) {
        if (x.equalShapes(z)) {
            return x;
        }
        INDArray all = scratch(z);
        tape.copy(x, all);
        return all;
    }

    private INDArray scratch(INDArray like) {
        return memory.scratch((int) like.size(0), (int) like.size(1)).rows();
    }
}
