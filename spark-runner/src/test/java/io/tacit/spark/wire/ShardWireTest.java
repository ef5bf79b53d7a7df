package io.tacit.spark.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.data.Column;
import io.tacit.core.data.Examples;
import io.tacit.core.data.Field;
import io.tacit.core.data.Storage;
import io.tacit.core.data.Values;
import io.tacit.spark.worker.WorkerShard;
import java.util.List;
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
            WorkerShard shard = WorkerShard.rows(5, 3, ids(n), rows);
            assertThat(wire.roundTrip(shard)).isEqualTo(shard);
            assertThat(wire.write(shard)).hasSizeLessThanOrEqualTo(20 * n + 64);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C23 records of fields of every storage, series too")
    void fields(KryoWire wire) {
        Examples records = new Examples(
                List.of(
                        Column.of("x", new float[] {1, Float.NaN, -0f}),
                        Column.of(
                                Field.of("pixels", Storage.UINT8, 1, 2),
                                new Values.Bytes(new byte[] {0, -1, 127, -128, 5, 6})),
                        Column.of("label", 3, -1, Integer.MAX_VALUE),
                        new Column(
                                Field.series("visits", Storage.FLOAT64, 2),
                                new Values.Doubles(new double[] {1, 2, 3, Double.NaN}),
                                new int[] {0, 0, 2, 2})),
                new long[] {7, 8, 9});
        assertThat(wire.roundTrip(new WorkerShard(2, records))).isEqualTo(new WorkerShard(2, records));
        WorkerShard none = new WorkerShard(2, Examples.none(records.schema()));
        assertThat(wire.roundTrip(none)).isEqualTo(none);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C23 a damaged shard is refused")
    void damage(KryoWire wire) {
        byte[] bytes = wire.write(WorkerShard.rows(0, 1, ids(100), new float[100]));
        bytes[bytes.length / 2] ^= 4;
        assertThatThrownBy(() -> wire.read(bytes)).isInstanceOf(WireException.class);
    }

    private static long[] ids(int n) {
        return LongStream.range(0, n).map(i -> i * 0x123456789abcdefL - n).toArray();
    }
}
