package io.tacit.spark.metrics.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContourTest {
    private static final Range WIDE = new Range(-6, 6);
    private static final Grid NORMAL = Grid.ofLogDensity(WIDE, WIDE, 120, points -> {
        double[] logs = new double[points.count()];
        Arrays.setAll(
                logs,
                i -> -Math.log(2 * Math.PI) - (Math.pow(points.get(i, 0), 2) + Math.pow(points.get(i, 1), 2)) / 2);
        return logs;
    });

    /** A share p of a standard normal lies within radius sqrt(−2 log(1 − p)); a cell is 0.1 wide. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.9, 0.99})
    @DisplayName("of a standard normal it is the circle that holds its share")
    void circle(double share) {
        Contour contour = Contour.of(NORMAL, share);
        double radius = Math.sqrt(-2 * Math.log(1 - share));
        double length = 0;
        for (double[] segment : contour.segments()) {
            assertThat(Math.hypot(segment[0], segment[1])).isCloseTo(radius, within(0.05));
            length += Math.hypot(segment[2] - segment[0], segment[3] - segment[1]);
        }
        assertThat(length).isCloseTo(2 * Math.PI * radius, within(0.1));
    }

    @Test
    @DisplayName("mirrored, x is y, and the line still holds its share")
    void mirrored() {
        Grid grid = Grid.ofLogDensity(new Range(0, 1), new Range(10, 20), 2, points -> new double[] {0, -50, 0, -50});
        Contour contour = Contour.of(grid, 0.9);
        assertThat(contour.segments()).isNotEmpty().allMatch(line -> line[0] < 1 && line[1] >= 10);
        assertThat(contour.mirrored().segments()).allMatch(line -> line[0] >= 10 && line[1] < 1);
        assertThat(contour.mirrored().mirrored().segments().get(0))
                .isEqualTo(contour.segments().get(0));
        assertThat(contour.mirrored().share()).isEqualTo(0.9);
    }

    @Test
    @DisplayName(
            "a density that is the same everywhere, or nowhere above 0, has none, and one of two cells opposite each other is two lines")
    void degenerate() {
        Range unit = new Range(0, 1);
        Grid flat = Grid.ofLogDensity(unit, unit, 4, points -> new double[16]);
        assertThat(Contour.of(flat, 0.5).segments()).isEmpty();
        Grid none = Grid.ofLogDensity(unit, unit, 4, points -> DoubleStream.generate(() -> -1e4)
                .limit(16)
                .toArray());
        assertThat(Contour.of(none, 0.5).segments()).isEmpty();
        Grid saddle = Grid.ofLogDensity(unit, unit, 2, points -> new double[] {0, -50, -50, 0});
        assertThat(Contour.of(saddle, 0.9).segments()).hasSize(2);
    }
}
