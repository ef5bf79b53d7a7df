package io.tacit.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShuffleTest {
    private static final RandomKey KEY = RandomKey.of(4).with("order");

    private static int[] order(int n, RandomKey key) {
        Shuffle shuffle = new Shuffle(n, key);
        return IntStream.range(0, n).map(shuffle::at).toArray();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                2,
                1000,
                Shuffle.DRAWN - 1,
                Shuffle.DRAWN,
                Shuffle.DRAWN + 1,
                100_000,
                131_072,
                131_073,
                300_001
            })
    void everyRecordHasOnePlace(int n) {
        assertThat(IntStream.of(order(n, KEY)).sorted().toArray())
                .isEqualTo(IntStream.range(0, n).toArray());
    }

    @Test
    void upToABoundItIsThePermutationOfTheKey() {
        assertThat(order(Shuffle.DRAWN, KEY)).isEqualTo(KEY.permutation(Shuffle.DRAWN));
    }

    @Test
    void keysHaveOrdersOfTheirOwn() {
        int n = 100_000;
        int[] one = order(n, KEY.with(1));
        int[] other = order(n, KEY.with(2));
        assertThat(order(n, KEY.with(1))).isEqualTo(one);
        // Two random orders agree in one place on average.
        assertThat(IntStream.range(0, n).filter(i -> one[i] == other[i]).count())
                .isLessThan(12);
        assertThat(IntStream.range(0, n).filter(i -> one[i] == i).count()).isLessThan(12);
    }

    @Test
    void aPieceOfItIsASampleOfEverything() {
        int n = 1_000_000;
        int cells = 100;
        int drawn = 50_000;
        for (int epoch = 0; epoch < 20; epoch++) {
            Shuffle shuffle = new Shuffle(n, KEY.with(epoch));
            int[] counts = new int[cells];
            double steps = 0;
            for (int i = 0; i < drawn; i++) {
                counts[shuffle.at(i) / (n / cells)]++;
                steps += shuffle.at(i + 1) > shuffle.at(i) ? 1 : -1;
            }
            double expected = (double) drawn / cells;
            double chiSquared = IntStream.of(counts)
                    .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                    .sum();
            // 99 degrees of freedom, and 1 - drawn/n of their variance: mean 94, deviation 13.4.
            assertThat(chiSquared).isBetween(94 - 5 * 13.4, 94 + 5 * 13.4);
            // Ups and downs of a random sequence: deviation √(drawn/3).
            assertThat(Math.abs(steps)).isLessThan(5 * Math.sqrt(drawn / 3.0));
        }
    }

    @Test
    void refusesPlacesThatAreNone() {
        Shuffle shuffle = new Shuffle(70_000, KEY);
        assertThatThrownBy(() -> shuffle.at(70_000)).hasMessage("place: expected 0 to 69999, got 70000");
        assertThatThrownBy(() -> shuffle.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
