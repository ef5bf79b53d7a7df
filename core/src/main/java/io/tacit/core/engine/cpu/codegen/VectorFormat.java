package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.tensor.Precision;

/** Vectors that code is generated for: of {@code lanes} numbers of one precision. */
record VectorFormat(Precision precision, int lanes) {

    static VectorFormat ofBits(Precision precision, int bits) {
        return new VectorFormat(precision, bits / size(precision));
    }

    /** Length of a number in bits. */
    private static int size(Precision precision) {
        return precision == Precision.FLOAT32 ? Float.SIZE : Double.SIZE;
    }

    int bits() {
        return lanes * size(precision);
    }

    boolean isDouble() {
        return precision == Precision.FLOAT64;
    }

    /** Bits of a number behind its exponent. */
    int fractionBits() {
        return isDouble() ? 52 : 23;
    }

    /** Position of the sign. */
    int signBit() {
        return size(precision) - 1;
    }
}
