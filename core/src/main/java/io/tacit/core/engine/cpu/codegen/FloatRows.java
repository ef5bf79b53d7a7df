package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.plan.kernel.Primitive;

/** Primitives over the lanes of a row in float32. The common ones are loops of their own, which the compiler turns into vector code by itself. */
final class FloatRows implements RowPrimitives<float[]> {

    @Override
    public void apply(Primitive primitive, float[] v, int[] arguments, int to, int width) {
        int a = arguments[0] * width;
        int b = arguments[1] * width;
        int c = arguments[2] * width;
        int y = to * width;
        switch (primitive) {
            case ADD -> add(v, a, b, y, width);
            case SUB -> sub(v, a, b, y, width);
            case MUL -> mul(v, a, b, y, width);
            case DIV -> div(v, a, b, y, width);
            case FMA -> fma(v, a, b, c, y, width);
            case ABS -> abs(v, a, y, width);
            case IF_LESS -> ifLess(v, a, b, c, arguments[3] * width, y, width);
            case BITS_ADD -> bitsAdd(v, a, b, y, width);
            case BITS_AND -> bitsAnd(v, a, b, y, width);
            case BITS_OR -> bitsOr(v, a, b, y, width);
            case BITS_TO_EXPONENT -> bitsToExponent(v, a, y, width);
            default -> any(primitive, v, a, b, c, arguments[3] * width, y, width);
        }
    }

    private static void add(float[] v, int a, int b, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = v[a + i] + v[b + i];
        }
    }

    private static void sub(float[] v, int a, int b, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = v[a + i] - v[b + i];
        }
    }

    private static void mul(float[] v, int a, int b, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = v[a + i] * v[b + i];
        }
    }

    private static void div(float[] v, int a, int b, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = v[a + i] / v[b + i];
        }
    }

    private static void fma(float[] v, int a, int b, int c, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = Math.fma(v[a + i], v[b + i], v[c + i]);
        }
    }

    private static void abs(float[] v, int a, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = Math.abs(v[a + i]);
        }
    }

    private static void ifLess(float[] v, int a, int b, int c, int d, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = v[a + i] < v[b + i] ? v[c + i] : v[d + i];
        }
    }

    private static void bitsAdd(float[] v, int a, int b, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = Float.intBitsToFloat(Float.floatToRawIntBits(v[a + i]) + Float.floatToRawIntBits(v[b + i]));
        }
    }

    private static void bitsAnd(float[] v, int a, int b, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = Float.intBitsToFloat(Float.floatToRawIntBits(v[a + i]) & Float.floatToRawIntBits(v[b + i]));
        }
    }

    private static void bitsOr(float[] v, int a, int b, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = Float.intBitsToFloat(Float.floatToRawIntBits(v[a + i]) | Float.floatToRawIntBits(v[b + i]));
        }
    }

    private static void bitsToExponent(float[] v, int a, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = Float.intBitsToFloat(Float.floatToRawIntBits(v[a + i]) << 23);
        }
    }

    private static void any(Primitive p, float[] v, int a, int b, int c, int d, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = p.apply(v[a + i], v[b + i], v[c + i], v[d + i]);
        }
    }
}
