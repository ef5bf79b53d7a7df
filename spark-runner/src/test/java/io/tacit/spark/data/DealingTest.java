package io.tacit.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.random.RandomKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DealingTest {

    @Test
    @DisplayName("the dearest first, equal ones as they lie, in rows that run to and fro")
    void byHand() {
        long[][] costs = {{3, 9, 3}, {9, 1}, {3, 7, 7, 1}};
        // In order: 9 of shard 0, 9 of 1, 7 and 7 of 2, 3 and 3 of 0, 3 of 2, 1 of 1, 1 of 2.
        // To the workers: 0 1 2, 2 1 0, 0 1 2.
        Dealing dealing = dealing(costs);
        assertThat(dealing.recordsByWorker(0, costs[0])).isDeepEqualTo(new int[][] {{1, 2}, {0}, {}});
        assertThat(dealing.recordsByWorker(1, costs[1])).isDeepEqualTo(new int[][] {{}, {0, 1}, {}});
        assertThat(dealing.recordsByWorker(2, costs[2])).isDeepEqualTo(new int[][] {{0}, {}, {1, 2, 3}});
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 50})
    @DisplayName("every record once; as many for each, give or take one; sums within the dearest one of each other")
    void balanced(int workers) {
        RandomKey key = RandomKey.of(6).with(workers);
        long[][] costs = IntStream.range(0, workers)
                .mapToObj(w -> LongStream.range(0, key.with(w).below(40, 0))
                        .map(i -> (long) Math.exp(5 * key.with(w).with(i).uniform(0)))
                        .toArray())
                .toArray(long[][]::new);
        Dealing dealing = dealing(costs);
        long[] sums = new long[workers];
        long[] records = new long[workers];
        for (int shard = 0; shard < workers; shard++) {
            int[][] dealt = dealing.recordsByWorker(shard, costs[shard]);
            List<Integer> all = new ArrayList<>();
            for (int w = 0; w < workers; w++) {
                for (int record : dealt[w]) {
                    sums[w] += costs[shard][record];
                    records[w]++;
                    all.add(record);
                }
                assertThat(dealt[w]).isSorted();
            }
            assertThat(all)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, costs[shard].length).boxed().toList());
        }
        long dearest = Arrays.stream(costs).flatMapToLong(Arrays::stream).max().orElse(0);
        assertThat(spread(records)).isLessThanOrEqualTo(1);
        assertThat(spread(sums)).isLessThanOrEqualTo(dearest);
        Balance balance =
                dealing.balance(Arrays.stream(costs).map(Dealing::counts).toList());
        assertThat(balance.after()).isEqualTo(busiest(sums));
        assertThat(balance.before())
                .isEqualTo(busiest(Arrays.stream(costs)
                        .mapToLong(own -> Arrays.stream(own).sum())
                        .toArray()));
    }

    @Test
    @DisplayName("no records at all: nobody gets any")
    void none() {
        assertThat(dealing(new long[2][0]).recordsByWorker(1, new long[0])).isDeepEqualTo(new int[2][0]);
    }

    private static Dealing dealing(long[][] costs) {
        return Dealing.of(Arrays.stream(costs).map(Dealing::counts).toList());
    }

    private static double busiest(long[] work) {
        return Arrays.stream(work).max().orElseThrow()
                / Arrays.stream(work).average().orElseThrow();
    }

    private static long spread(long[] values) {
        return Arrays.stream(values).max().orElseThrow()
                - Arrays.stream(values).min().orElseThrow();
    }
}
