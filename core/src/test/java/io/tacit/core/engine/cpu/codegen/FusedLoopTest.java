package io.tacit.core.engine.cpu.codegen;

import org.junit.jupiter.api.Nested;

class FusedLoopTest {

    @Nested
    class InFloat32 implements FusedLoopLaws<float[]> {

        @Override
        public Samples<float[]> samples() {
            return Samples.FLOAT;
        }

        @Override
        public double[] awkward() {
            return new double[] {
                0,
                -0,
                1,
                -1,
                Float.NaN,
                Float.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY,
                Float.MIN_VALUE,
                -Float.MIN_NORMAL,
                Float.MAX_VALUE,
                88.8,
                -87.1,
                -95,
                -103.5,
                8388609,
                -4194305,
                Float.MIN_NORMAL / 2,
                1e-20,
                12345.678,
                3e6,
                0.41421357,
                0.70710677,
                8.9,
                -3.9
            };
        }
    }

    @Nested
    class InFloat64 implements FusedLoopLaws<double[]> {

        @Override
        public Samples<double[]> samples() {
            return Samples.DOUBLE;
        }

        @Override
        public double[] awkward() {
            return new double[] {
                0,
                -0.0,
                1,
                -1,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.MIN_VALUE,
                -Double.MIN_NORMAL,
                Double.MAX_VALUE,
                709.8,
                -690.1,
                -708.5,
                -745.1,
                0x1p52 + 1,
                -0x1p51 - 1,
                Double.MIN_NORMAL / 2,
                1e-200,
                12345.678,
                0x1p41,
                0.41421356237309503,
                0.7071067811865476,
                0.625,
                -5.99
            };
        }
    }
}
