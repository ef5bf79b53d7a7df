package io.tacit.spark.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tacit.core.data.Examples;
import io.tacit.spark.model.Shards;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Records in pieces are what they are in one. */
class WorkerRecordsTest {
    private static final WorkerShard WHOLE = Shards.ofSizes(23).get(0);

    private static WorkerShard piece(int first, int end) {
        return WHOLE.pick(0, IntStream.range(first, end).toArray());
    }

    private static WorkerRecords inPieces() {
        return new KeptRecords(
                0, WHOLE.schema(), 23, List.of(piece(0, 0), piece(0, 7), piece(7, 7), piece(7, 8), piece(8, 23)));
    }

    @Test
    void someOfThem() {
        for (int[] which : new int[][] {
            {}, {0}, {6, 7, 8}, {22}, {0, 7, 22}, IntStream.range(0, 23).toArray()
        }) {
            same(inPieces().pick(which), WHOLE.all().pick(which));
        }
    }

    @Test
    void allOfThem() {
        assertThat(inPieces().whole()).isEqualTo(WHOLE);
        same(inPieces().all(), WHOLE.all());
    }

    @Test
    void residentOnesCanBeGoneThroughAgain() {
        Iterator<WorkerShard> once = inPieces().pieces();
        WorkerRecords resident = new KeptRecords(0, WHOLE.schema(), 23, () -> once).resident();
        for (int time = 0; time < 2; time++) {
            assertThat(resident.whole()).isEqualTo(WHOLE);
        }
    }

    @Test
    void moreThanAnArrayHoldsIsRefused() {
        assertThatCode(() -> TooManyRecordsException.refuse((1L << 30) - 5, 2)).doesNotThrowAnyException();
        assertThatExceptionOfType(TooManyRecordsException.class)
                .isThrownBy(() -> TooManyRecordsException.refuse(1L << 30, 2))
                .withMessageContaining("1,073,741,824 records of 2 values")
                .withMessageContaining("use more workers");
    }

    private static void same(Examples some, Examples expected) {
        assertThat(some.ids()).isEqualTo(expected.ids());
        assertThat(some.rows()).isEqualTo(expected.rows());
    }
}
