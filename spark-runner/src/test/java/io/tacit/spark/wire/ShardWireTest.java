package io.tacit.spark.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.spark.worker.WorkerShard;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shards of workers come back equal, bit by bit. */
class ShardWireTest {
    private static final int[] LENGTHS = {0, 1, 8191, 8193, 20_000};

    @ParameterizedTest
    @EnumSource
    @DisplayName("C23 shards of workers")
    void shards(KryoWire wire) {
        for (int n : LENGTHS) {
            float[] rows = new float[3 * n];
            IntStream.range(0, rows.length).forEach(i -> rows[i] = (float) Math.sin(i));
            WorkerShard shard = new WorkerShard(5, 3, ids(n), rows);
            assertThat(wire.roundTrip(shard)).isEqualTo(shard);
            assertThat(wire.write(shard)).hasSizeLessThanOrEqualTo(20 * n + 64);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C23 a damaged shard is refused")
    void damage(KryoWire wire) {
        byte[] bytes = wire.write(new WorkerShard(0, 1, ids(100), new float[100]));
        bytes[bytes.length / 2] ^= 4;
        assertThatThrownBy(() -> wire.read(bytes)).isInstanceOf(WireException.class);
    }

    private static long[] ids(int n) {
        return LongStream.range(0, n).map(i -> i * 0x123456789abcdefL - n).toArray();
    }
}
