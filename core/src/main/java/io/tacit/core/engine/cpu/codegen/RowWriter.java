package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.plan.kernel.Primitive;
import io.tacit.core.engine.plan.kernel.Step;
import java.util.BitSet;
import java.util.List;

/**
 * Writes the steps of a kernel for one vector of one row. Each value has a local variable for its floats and one for the same bits as ints;
 * either is filled when first needed, and given its exact class when a method of it is first called.
 */
final class RowWriter {

    private final VectorCode code;
    private final List<Step> steps;
    private final int firstLocal;
    private final BitSet asFloats = new BitSet();
    private final BitSet asInts = new BitSet();
    private final BitSet exactFloats = new BitSet();
    private final BitSet exactInts = new BitSet();

    RowWriter(VectorCode code, List<Step> steps, int firstLocal) {
        this.code = code;
        this.steps = steps;
        this.firstLocal = firstLocal;
    }

    /** The vector on the stack is value {@code step}. */
    void define(int step) {
        code.store(floats(step));
        asFloats.set(step);
    }

    private void defineInts(int step) {
        code.store(ints(step));
        asInts.set(step);
    }

    /** Writes a step; constants when they are needed. */
    void write(int step) {
        if (steps.get(step) instanceof Step.Apply apply) {
            apply(step, apply.primitive(), apply.arguments());
        }
    }

    /** Loads a value to call a method of it. */
    void receiver(int step) {
        argument(step);
        if (!exactFloats.get(step)) {
            code.exactFloats();
            code.store(floats(step));
            code.load(floats(step));
            exactFloats.set(step);
        }
    }

    /** Loads a value to pass it. */
    private void argument(int step) {
        if (!asFloats.get(step)) {
            if (steps.get(step) instanceof Step.Constant constant) {
                code.constant(constant.value());
            } else {
                receiverInts(step);
                code.fromBits();
            }
            define(step);
        }
        code.load(floats(step));
    }

    private void receiverInts(int step) {
        argumentInts(step);
        if (!exactInts.get(step)) {
            code.exactInts();
            code.store(ints(step));
            code.load(ints(step));
            exactInts.set(step);
        }
    }

    private void argumentInts(int step) {
        if (!asInts.get(step)) {
            if (steps.get(step) instanceof Step.Constant constant) {
                code.intConstant(Float.floatToRawIntBits(constant.value()));
            } else {
                receiver(step);
                code.toBits();
            }
            defineInts(step);
        }
        code.load(ints(step));
    }

    private void apply(int step, Primitive primitive, List<Integer> x) {
        switch (primitive) {
            case ADD, MUL -> commutative(step, primitive, x.get(0), x.get(1));
            case SUB, DIV, MIN, MAX -> binary(step, primitive, x.get(0), x.get(1));
            case NEG, ABS, SQRT -> unary(step, primitive, x.get(0));
            case FMA -> fma(step, x.get(0), x.get(1), x.get(2));
            case IF_LESS -> choose(step, x, "LT");
            case IF_LESS_EQUAL -> choose(step, x, "LE");
            case IF_EQUAL -> choose(step, x, "EQ");
            case BITS_ADD -> bits(step, x, "ADD");
            case BITS_SUB -> bits(step, x, "SUB");
            case BITS_AND -> bits(step, x, "AND");
            case BITS_OR -> bits(step, x, "OR");
            case BITS_XOR -> bits(step, x, "XOR");
            case BITS_LEFT_23 -> shift(step, x, "LSHL", 23);
            case BITS_LEFT_30 -> shift(step, x, "LSHL", 30);
            case BITS_LEFT_31 -> shift(step, x, "LSHL", 31);
            case BITS_RIGHT_23 -> shift(step, x, "ASHR", 23);
        }
    }

    private void unary(int step, Primitive primitive, int a) {
        receiver(a);
        code.unary(name(primitive));
        define(step);
    }

    private void commutative(int step, Primitive primitive, int a, int b) {
        if (exactFloats.get(b)) {
            binary(step, primitive, b, a);
        } else {
            binary(step, primitive, a, b);
        }
    }

    private void binary(int step, Primitive primitive, int a, int b) {
        receiver(a);
        argument(b);
        code.binary(name(primitive));
        define(step);
    }

    private static String name(Primitive primitive) {
        return primitive.name().toLowerCase(java.util.Locale.ROOT);
    }

    private void fma(int step, int a, int b, int c) {
        boolean swap = exactFloats.get(b);
        receiver(swap ? b : a);
        argument(swap ? a : b);
        argument(c);
        code.fma();
        define(step);
    }

    private void choose(int step, List<Integer> x, String comparison) {
        receiver(x.get(3));
        argument(x.get(2));
        receiver(x.get(0));
        argument(x.get(1));
        code.compare(comparison);
        code.blend();
        define(step);
    }

    private void bits(int step, List<Integer> x, String operation) {
        receiverInts(x.get(0));
        argumentInts(x.get(1));
        code.bits(operation);
        defineInts(step);
    }

    private void shift(int step, List<Integer> x, String operation, int distance) {
        receiverInts(x.get(0));
        code.shift(operation, distance);
        defineInts(step);
    }

    private int floats(int step) {
        return firstLocal + 2 * step;
    }

    private int ints(int step) {
        return firstLocal + 2 * step + 1;
    }
}
