package io.tacit.spark.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final int COUNT = 20_000;

    @Test
    @DisplayName("two draws of one distribution: ranks are uniform, quantiles equal, distance as by chance")
    void calibrated() {
        Calibration calibration = Calibration.of(normal(1, 0), normal(2, 0));
        // 5 standard deviations of a share of 1/20 estimated from both sides.
        assertThat(calibration.transformed())
                .allSatisfy(share -> assertThat(share).isCloseTo(0.05, within(0.011)));
        // The 99.9 % point of the two-sample Kolmogorov–Smirnov distance is 1.95 sqrt(2 / n).
        assertThat(calibration.distance()).isLessThan(1.95 * Math.sqrt(2.0 / COUNT));
        assertThat(calibration.quantiles().get(50).heldOut())
                .isCloseTo(calibration.quantiles().get(50).samples(), within(0.06));
    }

    @Test
    @DisplayName("held-out one standard deviation lower: the distance is that of two shifted normals, 2Φ(1/2) − 1")
    void shifted() {
        Calibration calibration = Calibration.of(normal(1, -1), normal(2, 0));
        assertThat(calibration.distance()).isCloseTo(0.3829, within(0.02));
        assertThat(calibration.transformed().get(0)).isGreaterThan(0.15);
    }

    @Test
    @DisplayName("shares sum to 1, ties count half, and what is not finite counts as lowest")
    void edges() {
        Calibration calibration =
                Calibration.of(new double[] {1, 1, Double.NEGATIVE_INFINITY, Double.NaN}, new double[] {1, 1, 1});
        assertThat(calibration.transformed().stream().mapToDouble(x -> x).sum()).isCloseTo(1, within(1e-12));
        assertThat(calibration.transformed().get(0)).isEqualTo(0.5);
        assertThat(calibration.transformed().get(Calibration.BINS / 2)).isEqualTo(0.5);
    }

    @Test
    @DisplayName("no records: an error that names the argument")
    void empty() {
        assertThatThrownBy(() -> Calibration.of(new double[0], new double[] {1}))
                .hasMessageContaining("heldOutLogDensity");
    }

    private static double[] normal(long seed, double mean) {
        Random random = new Random(seed);
        double[] values = new double[COUNT];
        Arrays.setAll(values, i -> mean + random.nextGaussian());
        return values;
    }
}
