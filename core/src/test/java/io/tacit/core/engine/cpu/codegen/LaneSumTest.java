package io.tacit.core.engine.cpu.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneSumTest {

    private static final LaneSum SCALAR = Kernels.scalar().laneSum();

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 48, 63, 64})
    void addsRealLanesOnly(int count) {
        float[] x = Samples.gaussian(1, 3 * 64);
        float[] y = {1, 2, 3};
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 64 < count ? x[i] : Float.NaN;
        }
        SCALAR.add(3, 64, count, x, 0, y, 0);
        for (int r = 0; r < 3; r++) {
            double sum = r + 1;
            for (int b = 0; b < count; b++) {
                sum += x[64 * r + b];
            }
            assertThat((double) y[r]).isCloseTo(sum, within(1e-5));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 64})
    void theWidthInMemoryDoesNotMatter(int width) {
        float[] row = Samples.gaussian(2, 64);
        float[] y = new float[1];
        float[] same = new float[1];
        SCALAR.add(1, width, 13, row, 0, y, 0);
        SCALAR.add(1, 64, 13, row, 0, same, 0);
        assertThat(y).containsExactly(same);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 37, 64})
    @DisplayName("lane sums: vector twins of every length give the scalar twin's bits")
    void twins(int count) {
        float[] x = Samples.gaussian(1, 5 * 64 + 3);
        float[] expected = Samples.gaussian(2, 8);
        SCALAR.add(5, 64, count, x, 3, expected, 2);
        for (VectorKernels kernels : Samples.vectorKernels()) {
            float[] y = Samples.gaussian(2, 8);
            kernels.laneSum().add(5, 64, count, x, 3, y, 2);
            assertThat(y).as(kernels.name()).containsExactly(expected);
        }
    }
}
