package io.tacit.spark.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.random.RandomKey;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    @DisplayName("equal distributions are calibrated as far as so many records can tell, and few can tell little")
    void calibrated() {
        assertThat(verdict(normal(1, 4000, 0), normal(2, 4000, 0)))
                .startsWith("Calibrated, as far as 4,000 records can tell.");
        assertThat(verdict(normal(1, 45, 0), normal(2, 4000, 0))).contains("45 records are too few to tell much");
        assertThat(verdict(normal(1, 1, 0), normal(2, 4000, 0))).contains("1 record ");
    }

    @Test
    @DisplayName(
            "records less likely than samples mean a model that is too sure, more likely ones one that is too broad")
    void off() {
        assertThat(verdict(normal(1, 4000, -0.5), normal(2, 4000, 0)))
                .startsWith("Not calibrated.")
                .contains("fewer than 1 % of cases", "surer than it may be");
        assertThat(verdict(normal(1, 4000, 0.15), normal(2, 4000, 0)))
                .startsWith("Not quite calibrated.")
                .contains("too widely");
    }

    private static String verdict(double[] records, double[] samples) {
        return new Verdict(Calibration.of(records, samples)).inWords();
    }

    private static double[] normal(long seed, int count, double shift) {
        return IntStream.range(0, count)
                .mapToDouble(i -> shift + RandomKey.of(seed).with(i).gaussian(0))
                .toArray();
    }
}
