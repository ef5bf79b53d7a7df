package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.plan.kernel.FusedKernel.Reduction;
import io.tacit.core.engine.plan.kernel.Primitive;

/** Primitives over the lanes of a row. The common ones are loops of their own, which the compiler turns into vector code by itself. */
final class RowOperations {

    private RowOperations() {}

    /** Value {@code to} of {@code v} from the values named by {@code arguments}, each of {@code width} lanes. */
    static void apply(Primitive primitive, float[] v, int[] arguments, int to, int width) {
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
            case BITS_LEFT_23 -> bitsLeft23(v, a, y, width);
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

    private static void bitsLeft23(float[] v, int a, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = Float.intBitsToFloat(Float.floatToRawIntBits(v[a + i]) << 23);
        }
    }

    private static void any(Primitive p, float[] v, int a, int b, int c, int d, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = p.apply(v[a + i], v[b + i], v[c + i], v[d + i]);
        }
    }

    static void reduce(Reduction reduction, float[] v, int from, float[] target, int to, int width) {
        for (int i = 0; i < width; i++) {
            float x = v[from + i];
            float y = target[to + i];
            target[to + i] = reduction == Reduction.SUM ? y + x : Math.max(y, x);
        }
    }
}
