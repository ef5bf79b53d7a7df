package io.tacit.core.engine.cpu.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of sums over lanes in each precision. */
interface LaneSumLaws<A> {

    Samples<A> samples();

    /** Largest relative error of one rounding. */
    double rounding();

    private LaneSum<A> scalar() {
        return samples().scalar().laneSum();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 48, 63, 64})
    default void addsRealLanesOnly(int count) {
        A x = samples().gaussian(1, 3 * 64);
        A y = samples().of(1, 2, 3);
        for (int i = 0; i < 3 * 64; i++) {
            if (i % 64 >= count) {
                samples().numbers().set(x, i, Double.NaN);
            }
        }
        scalar().add(3, 64, count, x, 0, y, 0);
        for (int r = 0; r < 3; r++) {
            double sum = r + 1;
            for (int b = 0; b < count; b++) {
                sum += samples().numbers().get(x, 64 * r + b);
            }
            assertThat(samples().numbers().get(y, r)).isCloseTo(sum, within(160 * rounding()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 64})
    default void theWidthInMemoryDoesNotMatter(int width) {
        A row = samples().gaussian(2, 64);
        A y = samples().of(0);
        A same = samples().of(0);
        scalar().add(1, width, 13, row, 0, y, 0);
        scalar().add(1, 64, 13, row, 0, same, 0);
        assertThat(samples().values(y)).containsExactly(samples().values(same));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 37, 64})
    @DisplayName("lane sums: vector twins of every length give the scalar twin's bits")
    default void twins(int count) {
        A x = samples().gaussian(1, 5 * 64 + 3);
        A expected = samples().gaussian(2, 8);
        scalar().add(5, 64, count, x, 3, expected, 2);
        for (VectorKernels<A> kernels : samples().vectorKernels()) {
            A y = samples().gaussian(2, 8);
            kernels.laneSum().add(5, 64, count, x, 3, y, 2);
            assertThat(samples().values(y))
                    .as(kernels.name())
                    .containsExactly(samples().values(expected));
        }
    }
}
