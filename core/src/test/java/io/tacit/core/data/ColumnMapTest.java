package io.tacit.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An increasing map with its inverse and its derivative. */
class ColumnMapTest {
    private static final ColumnMap MAP =
            new ColumnMap(0, List.of(-1.0, 0.0, 0.5, 1000.0), List.of(-2.0, -0.3, 1.0, 3.5));

    @ParameterizedTest
    @ValueSource(doubles = {-1e30, -7, -1, -0.2, 0, 0.25, 0.5, 1.3, 999, 1000, 1e6, 1e100})
    @DisplayName(
            "the inverse of the image is the number, and the slope is the difference quotient, also beyond the ends")
    void inverseAndSlope(double x) {
        assertThat(MAP.invert(MAP.apply(x))).isCloseTo(x, within(1e-12 * Math.max(1, Math.abs(x))));
        double h = Math.max(1e-6, 1e-6 * Math.abs(x)); // to the right: that side's piece
        assertThat((MAP.apply(x + h) - MAP.apply(x)) / h)
                .isCloseTo(Math.exp(MAP.logSlope(MAP.apply(x))), within(1e-5 * Math.exp(MAP.logSlope(MAP.apply(x)))));
    }

    @Test
    void pointsMeetTheirImagesExactly() {
        for (int i = 0; i < 4; i++) {
            assertThat(MAP.apply(MAP.from().get(i))).isEqualTo(MAP.to().get(i));
            assertThat(MAP.invert(MAP.to().get(i))).isEqualTo(MAP.from().get(i));
        }
    }

    @Test
    @DisplayName("the density of the image, moved back, integrates to one")
    void densityIntegratesToOne() {
        double sum = 0;
        double h = 1e-3;
        for (double x = -10; x < 1500; x += h) {
            double z = MAP.apply(x + h / 2);
            sum += h * Math.exp(-z * z / 2 - Math.log(2 * Math.PI) / 2 + MAP.logSlope(z));
        }
        // Riemann sums of step 1e-3 over pieces whose points are multiples of it.
        assertThat(sum).isCloseTo(1, within(1e-4));
    }

    @Test
    void valuesOfADequantisedColumnAreThoseOfTheTable() {
        ColumnMap halves = ColumnMap.SAME.dequantised(0.5);
        assertThat(halves.middle(1.5)).isEqualTo(1.75);
        assertThat(halves.value(1.75)).isEqualTo(1.5);
        assertThat(halves.value(-0.1)).isEqualTo(-0.5);
        assertThat(ColumnMap.SAME.value(0.3)).isEqualTo(0.3);
    }

    @Test
    void refusesWhatHasNoInverse() {
        assertThatThrownBy(() -> new ColumnMap(0, List.of(0.0, 1.0), List.of(1.0, 1.0)))
                .hasMessageContaining("to: expected increasing");
        assertThatThrownBy(() -> new ColumnMap(0, List.of(0.0), List.of(1.0)))
                .hasMessageContaining("none or at least two");
        assertThatThrownBy(() -> ColumnMap.SAME.dequantised(-1)).hasMessageContaining("step");
    }
}
