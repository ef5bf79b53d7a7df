package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.plan.kernel.Primitive;
import io.tacit.core.engine.plan.kernel.Step;
import java.util.BitSet;
import java.util.List;

/**
 * Writes the steps of a kernel for one vector of one row. Each value has a local variable for its numbers and one for the same bits as integers;
 * either is filled when first needed, and given its exact class when a method of it is first called.
 */
final class RowWriter {

    private final VectorCode code;
    private final List<Step> steps;
    private final int firstLocal;
    private final BitSet asNumbers = new BitSet();
    private final BitSet asIntegers = new BitSet();
    private final BitSet exactNumbers = new BitSet();
    private final BitSet exactIntegers = new BitSet();

    RowWriter(VectorCode code, List<Step> steps, int firstLocal) {
        this.code = code;
        this.steps = steps;
        this.firstLocal = firstLocal;
    }

    /** The vector on the stack is value {@code step}. */
    void define(int step) {
        code.store(numbers(step));
        asNumbers.set(step);
    }

    private void defineIntegers(int step) {
        code.store(integers(step));
        asIntegers.set(step);
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
        if (!exactNumbers.get(step)) {
            code.exactNumbers();
            code.store(numbers(step));
            code.load(numbers(step));
            exactNumbers.set(step);
        }
    }

    /** Loads a value to pass it. */
    private void argument(int step) {
        if (!asNumbers.get(step)) {
            if (steps.get(step) instanceof Step.Constant constant) {
                code.constant(constant.value());
            } else {
                receiverIntegers(step);
                code.fromBits();
            }
            define(step);
        }
        code.load(numbers(step));
    }

    private void receiverIntegers(int step) {
        argumentIntegers(step);
        if (!exactIntegers.get(step)) {
            code.exactIntegers();
            code.store(integers(step));
            code.load(integers(step));
            exactIntegers.set(step);
        }
    }

    private void argumentIntegers(int step) {
        if (!asIntegers.get(step)) {
            if (steps.get(step) instanceof Step.Constant constant) {
                code.bitsOf(constant.value());
            } else {
                receiver(step);
                code.toBits();
            }
            defineIntegers(step);
        }
        code.load(integers(step));
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
            case BITS_TO_EXPONENT -> shift(step, x, "LSHL", code.format().fractionBits());
            case SECOND_BIT_TO_SIGN -> shift(step, x, "LSHL", code.format().signBit() - 1);
            case FIRST_BIT_TO_SIGN -> shift(step, x, "LSHL", code.format().signBit());
            case EXPONENT_TO_BITS -> shift(step, x, "ASHR", code.format().fractionBits());
        }
    }

    private void unary(int step, Primitive primitive, int a) {
        receiver(a);
        code.unary(name(primitive));
        define(step);
    }

    private void commutative(int step, Primitive primitive, int a, int b) {
        if (exactNumbers.get(b)) {
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
        boolean swap = exactNumbers.get(b);
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
        receiverIntegers(x.get(0));
        argumentIntegers(x.get(1));
        code.bits(operation);
        defineIntegers(step);
    }

    private void shift(int step, List<Integer> x, String operation, int distance) {
        receiverIntegers(x.get(0));
        code.shift(operation, distance);
        defineIntegers(step);
    }

    private int numbers(int step) {
        return firstLocal + 2 * step;
    }

    private int integers(int step) {
        return firstLocal + 2 * step + 1;
    }
}
