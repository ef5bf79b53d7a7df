package io.tacit.spark.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.random.RandomKey;
import io.tacit.spark.metrics.picture.Points;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PairChoiceTest {
    private static final int RECORDS = 4000;

    /** Two normal columns of correlation r tell −½ log(1 − r²) of each other; 24 × 24 cells see nearly all of it. */
    @Test
    @DisplayName("mutual information is that of correlated normal columns, and none of independent ones")
    void normal() {
        double[] x = normal(1);
        double[] noise = normal(2);
        double[] y = IntStream.range(0, RECORDS)
                .mapToDouble(i -> 0.8 * x[i] + 0.6 * noise[i])
                .toArray();
        assertThat(MutualInformation.nats(x, y)).isCloseTo(-0.5 * Math.log(1 - 0.64), within(0.05));
        assertThat(MutualInformation.nats(x, noise)).isLessThan(0.01);
    }

    @Test
    @DisplayName("it sees a ring, which correlation does not, and no monotone change of units changes it")
    void ring() {
        double[] turn = IntStream.range(0, RECORDS).mapToDouble(i -> 0.01 * i).toArray();
        double[] x = Arrays.stream(turn).map(Math::cos).toArray();
        double[] y = Arrays.stream(turn).map(Math::sin).toArray();
        double nats = MutualInformation.nats(x, y);
        assertThat(nats).isGreaterThan(1);
        assertThat(MutualInformation.nats(Arrays.stream(x).map(Math::exp).toArray(), y))
                .isEqualTo(nats);
        assertThat(MutualInformation.nats(y, x)).isCloseTo(nats, within(1e-12));
    }

    @Test
    @DisplayName("few values, one value, few records: a number, and none of what is not there")
    void degenerate() {
        double[] die = IntStream.range(0, RECORDS).mapToDouble(i -> i % 6).toArray();
        assertThat(MutualInformation.nats(die, die)).isCloseTo(Math.log(6), within(0.01));
        assertThat(MutualInformation.nats(die, new double[RECORDS])).isZero();
        assertThat(MutualInformation.nats(new double[] {1}, new double[] {2})).isZero();
    }

    @Test
    @DisplayName("named pairs come first, then the most telling, ten in all, and the others are known")
    void choice() {
        double[] values = new double[7 * RECORDS];
        for (int column = 0; column < 7; column++) {
            double[] own = normal(10 + column);
            for (int i = 0; i < RECORDS; i++) {
                values[7 * i + column] = column == 6 ? values[7 * i + 2] + 0.1 * own[i] : own[i];
            }
        }
        PairChoice choice = PairChoice.of(Points.of(7, values), List.of(new int[] {5, 0}));
        assertThat(choice.shown()).hasSize(10);
        assertThat(choice.leftOut()).hasSize(11);
        assertThat(choice.shown()).extracting(PairChoice.Pair::x).startsWith(5, 2);
        assertThat(choice.shown()).extracting(PairChoice.Pair::y).startsWith(0, 6);
        assertThat(choice.shown().get(9).nats())
                .isGreaterThanOrEqualTo(choice.leftOut().get(0).nats());
        assertThat(PairChoice.of(Points.of(1, 3, 4), List.of()).shown()).isEmpty();
    }

    @Test
    @DisplayName("a pair that is named in both orders is shown in the first of them")
    void namedTwice() {
        Points points = Points.of(2, 1, 2, 3, 4, 5, 6);
        assertThat(PairChoice.of(points, List.of(new int[] {1, 0}, new int[] {0, 1}, new int[] {1, 0}))
                        .shown())
                .singleElement()
                .matches(pair -> pair.x() == 1 && pair.y() == 0);
    }

    private static double[] normal(long seed) {
        return IntStream.range(0, RECORDS)
                .mapToDouble(i -> RandomKey.of(seed).with(i).gaussian(0))
                .toArray();
    }
}
