package io.tacit.core.engine.cpu.codegen;

import org.junit.jupiter.api.Nested;

class GemmTest {

    @Nested
    class InFloat32 implements GemmLaws<float[]> {

        @Override
        public Samples<float[]> samples() {
            return Samples.FLOAT;
        }

        @Override
        public double rounding() {
            return 0x1p-24;
        }
    }

    @Nested
    class InFloat64 implements GemmLaws<double[]> {

        @Override
        public Samples<double[]> samples() {
            return Samples.DOUBLE;
        }

        @Override
        public double rounding() {
            return 0x1p-53;
        }
    }
}
