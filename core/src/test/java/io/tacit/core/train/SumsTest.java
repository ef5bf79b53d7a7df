package io.tacit.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.solve.Work;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sums of measures: a commutative monoid, and the mean with its error. */
class SumsTest {

    private static Sums sums(double... values) {
        MeasureSums sum = MeasureSums.none("loss");
        for (double value : values) {
            sum = sum.plus(value, 1);
        }
        return new Sums(
                List.of(sum), values.length, 1, new Work(2, 3, 4), Work.NONE, List.of("advice " + values.length));
    }

    @Test
    @DisplayName("adding is associative and commutative, and NONE is neutral")
    void monoid() {
        Sums a = sums(1, 2);
        Sums b = sums(4);
        Sums c = sums(8, 16, 32);
        assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
        assertThat(a.plus(b).measures()).isEqualTo(b.plus(a).measures());
        assertThat(Sums.NONE.plus(a)).isEqualTo(a);
        assertThat(a.plus(Sums.NONE)).isEqualTo(a);
        assertThat(a.plus(b).forward()).isEqualTo(new Work(4, 6, 8));
        assertThat(a.plus(b).failed()).isEqualTo(2);
        assertThatThrownBy(() ->
                        a.plus(new Sums(List.of(MeasureSums.none("other")), 0, 0, Work.NONE, Work.NONE, List.of())))
                .hasMessageContaining("expected those of 'loss', got those of 'other'");
    }

    @Test
    @DisplayName("the standard error is that of the unbiased variance")
    void standardError() {
        double[] values = {1, 4, -2, 7, 0.5};
        double mean = DoubleStream.of(values).average().orElseThrow();
        double variance =
                DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).sum() / 4;
        assertThat(sums(values).mean()).isEqualTo(mean);
        assertThat(sums(values).standardError()).isCloseTo(Math.sqrt(variance / 5), within(1e-14));
        assertThat(sums(3).standardError()).isNaN();
        assertThat(Sums.NONE.mean()).isNaN();
    }

    @Test
    @DisplayName("with weights the mean is that of the parts, and its error that of a ratio")
    void weighted() {
        // Three records with 1, 2 and 3 parts, each part 2: no error at all.
        MeasureSums exact = MeasureSums.none("m").plus(2, 1).plus(4, 2).plus(6, 3);
        assertThat(exact.mean()).isEqualTo(2);
        assertThat(exact.standardError(3)).isCloseTo(0, within(1e-12));
        MeasureSums apart = MeasureSums.none("m").plus(1, 1).plus(4, 2).plus(7, 3);
        double mean = 12 / 6.0;
        double squares = Math.pow(1 - mean, 2) + Math.pow(4 - 2 * mean, 2) + Math.pow(7 - 3 * mean, 2);
        assertThat(apart.standardError(3)).isCloseTo(Math.sqrt(squares * 3 / 2) / 6, within(1e-14));
    }

    @Test
    @DisplayName("a figure is made of the mean, and its slope is its derivative")
    void shown() {
        for (Measure.Shown shown : Measure.Shown.values()) {
            double h = 1e-6;
            double slope = (shown.figure(1.7 + h) - shown.figure(1.7 - h)) / (2 * h);
            assertThat(shown.slope(1.7)).isCloseTo(slope, within(1e-8));
        }
        assertThat(Measure.higher("accuracy", "").isBetter(0.9, 0.8)).isTrue();
        assertThat(Measure.NLL.isBetter(0.9, 0.8)).isFalse();
    }
}
