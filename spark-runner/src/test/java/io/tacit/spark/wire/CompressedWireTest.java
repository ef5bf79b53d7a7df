package io.tacit.spark.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.compress.Bfloat16;
import io.tacit.spark.compress.Compressed;
import io.tacit.spark.compress.Compression;
import io.tacit.spark.compress.Int8;
import io.tacit.spark.compress.None;
import io.tacit.spark.compress.Threshold;
import io.tacit.spark.compress.TopK;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compressed vectors come back equal, bit by bit, in at most 64 bytes more than they say. */
class CompressedWireTest {
    private static final int FRAME_BYTES = 64;
    private static final List<Compression> ALL =
            List.of(new None(), new Bfloat16(), new Int8(3), new Int8(2048), new TopK(0.3), new Threshold(900));

    @ParameterizedTest
    @EnumSource
    @DisplayName("C22 C23 of either precision and awkward lengths, around the ends of chunks and blocks")
    void roundTrip(KryoWire wire) {
        for (int n : new int[] {0, 1, 7, 2048, 32_767, 65_537}) {
            compressed(n).forEach(sent -> {
                byte[] bytes = wire.write(sent);
                assertThat(wire.read(bytes)).isEqualTo(sent);
                assertThat((long) bytes.length).isLessThanOrEqualTo(sent.bytes() + FRAME_BYTES);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C22 C23 a NaN arrives as it was, and arrays of compressed vectors too")
    void oddBitsAndArrays(KryoWire wire) {
        FlatVector strange = FlatVector.of(Float.intBitsToFloat(0x7fc12345), -0f, 1f, 2f, 3f, 4f);
        Compressed[] sent = ALL.stream().map(c -> c.compress(strange)).toArray(Compressed[]::new);
        Compressed[] back = (Compressed[]) wire.roundTrip(sent);
        assertThat(back).isEqualTo(sent);
        assertThat(back)
                .allSatisfy(c -> assertThat(c.restore(Precision.FLOAT32)).isEqualTo(strange));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C22 C23 flipped bits and missing bytes are noticed")
    void damage(KryoWire wire) {
        int start = WireDamageTest.frameStart(wire);
        compressed(10).forEach(sent -> {
            byte[] whole = wire.write(sent);
            for (int bit = start * Byte.SIZE; bit < whole.length * Byte.SIZE; bit += 3) {
                byte[] damaged = whole.clone();
                damaged[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
                assertThatExceptionOfType(WireException.class)
                        .as("bit %d of %s", bit, sent)
                        .isThrownBy(() -> wire.read(damaged));
            }
            for (int n = start; n < whole.length; n++) {
                byte[] cut = Arrays.copyOf(whole, n);
                assertThatExceptionOfType(WireException.class).isThrownBy(() -> wire.read(cut));
            }
        });
    }

    private static Stream<Compressed> compressed(int n) {
        return Stream.of(Precision.values())
                .map(precision -> WireRoundTripTest.ramp(precision, n))
                .flatMap(v -> ALL.stream().map(c -> c.compress(v)));
    }
}
