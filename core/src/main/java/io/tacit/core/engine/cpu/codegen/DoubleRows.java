package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.plan.kernel.Primitive;

/** Primitives over the lanes of a row in float64. The common ones are loops of their own, which the compiler turns into vector code by itself. */
final class DoubleRows implements RowPrimitives<double[]> {

    @Override
    public void apply(Primitive primitive, double[] v, int[] arguments, int to, int width) {
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

    private static void add(double[] v, int a, int b, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = v[a + i] + v[b + i];
        }
    }

    private static void sub(double[] v, int a, int b, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = v[a + i] - v[b + i];
        }
    }

    private static void mul(double[] v, int a, int b, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = v[a + i] * v[b + i];
        }
    }

    private static void div(double[] v, int a, int b, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = v[a + i] / v[b + i];
        }
    }

    private static void fma(double[] v, int a, int b, int c, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = Math.fma(v[a + i], v[b + i], v[c + i]);
        }
    }

    private static void abs(double[] v, int a, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = Math.abs(v[a + i]);
        }
    }

    private static void ifLess(double[] v, int a, int b, int c, int d, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = v[a + i] < v[b + i] ? v[c + i] : v[d + i];
        }
    }

    private static void bitsAdd(double[] v, int a, int b, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = Double.longBitsToDouble(
                    Double.doubleToRawLongBits(v[a + i]) + Double.doubleToRawLongBits(v[b + i]));
        }
    }

    private static void bitsAnd(double[] v, int a, int b, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = Double.longBitsToDouble(
                    Double.doubleToRawLongBits(v[a + i]) & Double.doubleToRawLongBits(v[b + i]));
        }
    }

    private static void bitsOr(double[] v, int a, int b, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = Double.longBitsToDouble(
                    Double.doubleToRawLongBits(v[a + i]) | Double.doubleToRawLongBits(v[b + i]));
        }
    }

    private static void bitsToExponent(double[] v, int a, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = Double.longBitsToDouble(Double.doubleToRawLongBits(v[a + i]) << 52);
        }
    }

    private static void any(Primitive p, double[] v, int a, int b, int c, int d, int y, int width) {
        for (int i = 0; i < width; i++) {
            v[y + i] = p.apply(v[a + i], v[b + i], v[c + i], v[d + i]);
        }
    }
}
