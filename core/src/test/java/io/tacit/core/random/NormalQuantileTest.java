package io.tacit.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantileTest {
    @ParameterizedTest
    @CsvSource({
        // python3: statistics.NormalDist().inv_cdf(p), an independent implementation
        "1e-16, -8.222082216130435",
        "1e-12, -7.034483825301132",
        "0.0001, -3.71901648545568",
        "0.02, -2.0537489106318225",
        "0.3, -0.5244005127080407",
        "0.5, 0.0",
        "0.8, 0.8416212335729144",
        "0.9999, 3.7190164854557084"
    })
    void agreesWithAnIndependentImplementation(double p, double quantile) {
        // Both are AS 241; only the rounding of log may differ.
        assertThat(NormalQuantile.of(p)).isCloseTo(quantile, within(4e-15 * Math.max(1, Math.abs(quantile))));
    }

    @Test
    void isOddAboutOneHalf() {
        for (double p = 0x1p-30; p < 0.5; p *= 1.7) {
            // 1 - p is exact only for p a multiple of 2^-53, which rounding to 2^-50 makes it
            double cell = Math.rint(p * 0x1p50) * 0x1p-50;
            assertThat(NormalQuantile.of(1 - cell)).isEqualTo(-NormalQuantile.of(cell));
        }
    }

    @Test
    void increases() {
        double previous = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < 10_000; i++) {
            double quantile = NormalQuantile.of(i / 1e4);
            assertThat(quantile).isGreaterThan(previous);
            previous = quantile;
        }
    }
}
