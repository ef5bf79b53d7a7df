package io.tacit.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.random.RandomKey;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static final RandomKey KEY = RandomKey.of(9).with("batches");

    @Test
    void anEpochMeetsEveryRecordAtMostOnce() {
        Batches batches = new Batches(103, 10, KEY);
        Iterator<int[]> from = batches.from(0);
        int[] seen = IntStream.range(0, batches.perEpoch())
                .flatMap(i -> Arrays.stream(from.next()))
                .toArray();
        assertThat(seen).hasSize(100).doesNotHaveDuplicates();
        assertThat(Arrays.stream(seen).allMatch(record -> record >= 0 && record < 103))
                .isTrue();
        assertThat(seen).isNotEqualTo(IntStream.range(0, 100).toArray());
    }

    @Test
    void epochsDiffer() {
        Batches batches = new Batches(50, 25, KEY);
        Iterator<int[]> from = batches.from(0);
        int[] first = from.next();
        from.next();
        assertThat(first).isSorted();
        assertThat(from.next()).isSorted().isNotEqualTo(first);
    }

    @Test
    void startingInTheMiddleEqualsSkipping() {
        Batches batches = new Batches(25, 4, KEY);
        for (int start = 0; start < 15; start++) {
            Iterator<int[]> whole = batches.from(0);
            for (int i = 0; i < start; i++) {
                whole.next();
            }
            Iterator<int[]> resumed = batches.from(start);
            for (int i = 0; i < 10; i++) {
                assertThat(resumed.next()).isEqualTo(whole.next());
            }
        }
    }

    @Test
    void withFewRecordsABatchIsAllOfThem() {
        Iterator<int[]> from = new Batches(3, 10, KEY).from(5);
        assertThat(from.next()).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(from.hasNext()).isTrue();
        assertThat(from.next()).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void refusesNothingToBatch() {
        assertThatThrownBy(() -> new Batches(0, 1, KEY)).hasMessageContaining("got 0 and 1");
        assertThatThrownBy(() -> new Batches(1, 0, KEY)).hasMessageContaining("got 1 and 0");
    }
}
