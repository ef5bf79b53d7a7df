package io.tacit.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.random.RandomKey;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order by rank and content is that of comparing. */
class RecordOrderTest {
    private static final RandomKey KEY = RandomKey.of(7);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 300, 5000})
    @DisplayName("C11 ids of either sign, dense and spread, some of them equal")
    void sortsAsComparingDoes(int n) {
        for (long spread : new long[] {1, 10, 1 << 20, Long.MAX_VALUE}) {
            long[] ids = LongStream.range(0, n)
                    .map(i -> (KEY.with(i).below(1 << 30, 0) * 0x9E3779B97F4A7C15L) % spread)
                    .toArray();
            double[] rows =
                    IntStream.range(0, n).mapToDouble(i -> KEY.gaussian(i)).toArray();
            Integer[] expected = IntStream.range(0, n).boxed().toArray(Integer[]::new);
            Arrays.sort(
                    expected,
                    Comparator.<Integer, Long>comparing(i -> Placement.rank(ids[i]), Long::compareUnsigned)
                            .thenComparingDouble(i -> rows[i]));
            RecordBlock block = new RecordBlock(1, ids, rows, new long[0], new long[0]);
            assertThat(RecordOrder.ordered(1, List.of(block)).rows())
                    .containsExactly(
                            Arrays.stream(expected).mapToDouble(i -> rows[i]).toArray());
        }
    }

    @Test
    void numbersOfRecordsStayBesideThem() {
        RecordBlock once = new RecordBlock(1, new long[] {5, 1}, new double[] {50, 10}, new long[0], new long[0]);
        RecordBlock often = new RecordBlock(1, new long[] {3}, new double[] {30}, new long[] {7}, new long[] {9});
        RecordBlock all = RecordOrder.ordered(1, List.of(once, often, once));
        assertThat(all.ids()).containsExactlyInAnyOrder(1, 1, 3, 5, 5);
        for (int i = 0; i < 5; i++) {
            assertThat(all.rows()[i]).isEqualTo(10.0 * all.ids()[i]);
            assertThat(all.times(i)).isEqualTo(all.ids()[i] == 3 ? 7 : 1);
        }
    }
}
