package io.tacit.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.random.RandomKey;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ToyDensityTest {
    private static final int RECORDS = 100_000;
    private static final RandomKey KEY = RandomKey.of(11).with("toy");

    @ParameterizedTest
    @CsvSource({
        // mean of x, mean of y, mean of x² + y²: closed forms
        "EIGHT_GAUSSIANS, 0, 0, 8.252492", // (16 + 2 / 4) / 1.414²
        "CHECKERBOARD, 0, 0, 10.666667", // 2 · 16 / 3
        "TWO_SPIRALS, 0, 0, 5.103007", // (9π²/2 + 1/6 + 1 + 2/(3π) - 4/(9π²)) / 9 + 0.02
        "PINWHEEL, 0, 0, 4.4", // 4 (1 + 0.09 + 0.01)
        "MOONS, 0, 0.3, 4.146760", // 4 · 1.01 - 2 + 1 + 4 (0.635 - 1/π) - 0.2 + 0.04
        "RINGS, 0, 0, 4.231550", // 9 (1 + 9/16 + 1/4 + 1/16) / 4 + 2 · 0.0064
    })
    void hasItsMoments(ToyDensity density, double meanX, double meanY, double meanSquare) {
        float[] table = density.table(KEY, RECORDS);
        // Five standard errors; no density here has a deviation above 2.4, nor has x² + y² one above 10.
        assertThat(mean(table, (x, y) -> x)).isCloseTo(meanX, within(5 * 2.4 / Math.sqrt(RECORDS)));
        assertThat(mean(table, (x, y) -> y)).isCloseTo(meanY, within(5 * 2.4 / Math.sqrt(RECORDS)));
        assertThat(mean(table, (x, y) -> x * x + y * y)).isCloseTo(meanSquare, within(5 * 10 / Math.sqrt(RECORDS)));
    }

    private static double mean(float[] table, DoubleBinaryOperator of) {
        double sum = 0;
        for (int i = 0; i < table.length; i += 2) {
            sum += of.applyAsDouble(table[i], table[i + 1]);
        }
        return 2 * sum / table.length;
    }

    @Test
    void theCheckerboardFillsTheBlackFieldsEvenly() {
        float[] table = ToyDensity.CHECKERBOARD.table(KEY, RECORDS);
        int[] fields = new int[16];
        for (int i = 0; i < table.length; i += 2) {
            int column = (int) Math.floor(table[i] / 2) + 2;
            int row = (int) Math.floor(table[i + 1] / 2) + 2;
            assertThat((column + row) % 2).isZero();
            fields[4 * row + column]++;
        }
        for (int field : fields) {
            assertThat(field == 0 || Math.abs(field - RECORDS / 8) < 5 * Math.sqrt(RECORDS / 8.0))
                    .isTrue();
        }
    }

    @Test
    void ringsLieAtTheirRadii() {
        everyPoint(
                ToyDensity.RINGS,
                (x, y) -> {
                    double ring = Math.hypot(x, y) / 0.75;
                    return 0.75 * Math.abs(ring - Math.max(1, Math.min(4, Math.rint(ring))));
                },
                6 * 0.08);
    }

    @Test
    void gaussiansLieAroundTheirCentres() {
        everyPoint(
                ToyDensity.EIGHT_GAUSSIANS,
                (x, y) -> {
                    double angle = Math.rint(Math.atan2(y, x) / (Math.PI / 4)) * Math.PI / 4;
                    return Math.hypot(x - 4 / 1.414 * Math.cos(angle), y - 4 / 1.414 * Math.sin(angle));
                },
                6 * 0.5 / 1.414);
    }

    @Test
    void moonsLieOnTwoArcs() {
        everyPoint(
                ToyDensity.MOONS,
                (x, y) -> {
                    double u = (x + 1) / 2;
                    double v = (y + 0.2) / 2;
                    double upper = v > 0 ? Math.abs(Math.hypot(u, v) - 1) : Math.hypot(Math.abs(u) - 1, v);
                    double lower = v < 0.5
                            ? Math.abs(Math.hypot(u - 1, v - 0.5) - 1)
                            : Math.hypot(Math.abs(u - 1) - 1, v - 0.5);
                    return Math.min(upper, lower);
                },
                6 * 0.1);
    }

    private static void everyPoint(ToyDensity density, DoubleBinaryOperator distance, double limit) {
        float[] table = density.table(KEY, RECORDS);
        for (int i = 0; i < table.length; i += 2) {
            assertThat(distance.applyAsDouble(table[i], table[i + 1])).isLessThan(limit);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRecordIsTheSameWhoeverAsks(ToyDensity density) {
        float[] table = density.table(KEY, 10);
        assertThat(density.sample(KEY.with(7))).containsExactly(table[14], table[15]);
        assertThat(density.table(KEY, 5)).containsExactly(Arrays.copyOf(table, 10));
    }
}
