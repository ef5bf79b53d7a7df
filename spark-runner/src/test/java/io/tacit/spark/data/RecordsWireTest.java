package io.tacit.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.spark.wire.Given;
import io.tacit.spark.wire.WireException;
import io.tacit.spark.worker.WorkerShard;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Records that are shuffled come back equal, bit by bit. */
class RecordsWireTest {
    private static final int[] LENGTHS = {0, 1, 8191, 8193, 20_000};

    @Test
    @DisplayName("C23 blocks of raw records")
    void blocks() {
        for (int n : LENGTHS) {
            RecordBlock block = block(n);
            byte[] frame = Given.frame(RecordBlockCodec.INSTANCE, block);
            assertThat(Given.read(RecordBlockCodec.INSTANCE, frame)).isEqualTo(block);
        }
    }

    @Test
    @DisplayName("C23 records that are dealt, with their costs")
    void priced() {
        for (int n : LENGTHS) {
            WorkerShard shard = WorkerShard.rows(5, 1, ids(n), new float[n]);
            PricedRecords sent = new PricedRecords(shard, ids(n));
            byte[] frame = Given.frame(PricedRecords.Codec.INSTANCE, sent);
            PricedRecords back = Given.read(PricedRecords.Codec.INSTANCE, frame);
            assertThat(back.records()).isEqualTo(shard);
            assertThat(back.costs()).isEqualTo(sent.costs());
        }
    }

    @Test
    @DisplayName("C23 every damaged byte of a block is noticed")
    void damage() {
        byte[] frame = Given.frame(RecordBlockCodec.INSTANCE, block(20));
        for (int i = 0; i < frame.length; i++) {
            byte[] damaged = frame.clone();
            damaged[i] ^= 4;
            assertThatThrownBy(() -> Given.read(RecordBlockCodec.INSTANCE, damaged))
                    .as("byte %d", i)
                    .isInstanceOf(WireException.class);
        }
    }

    private static RecordBlock block(int n) {
        double[] rows = IntStream.range(0, 2 * n).mapToDouble(Math::cos).toArray();
        return new RecordBlock(2, ids(n), rows, ids(n), new long[] {1, 0, 7});
    }

    private static long[] ids(int n) {
        return LongStream.range(0, n).map(i -> i * 0x123456789abcdefL - n).toArray();
    }
}
