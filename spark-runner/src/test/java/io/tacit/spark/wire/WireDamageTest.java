package io.tacit.spark.wire;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.tensor.Precision;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No damage of a frame passes, and none ends in anything but a {@link WireException}. */
class WireDamageTest {
    /** Kryo's own class id and reference mark come first; a frame begins after them. */
    static int frameStart(KryoWire wire) {
        return wire == KryoWire.UNSAFE ? 8 : 3;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C23 every single flipped bit of every type is noticed")
    void flippedBits(KryoWire wire) {
        for (Object value : List.of(WireRoundTripTest.result(), WireRoundTripTest.ramp(Precision.FLOAT64, 20))) {
            byte[] whole = wire.write(value);
            for (int bit = frameStart(wire) * Byte.SIZE; bit < whole.length * Byte.SIZE; bit += 3) {
                byte[] damaged = whole.clone();
                damaged[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
                assertThatExceptionOfType(WireException.class).as("bit %d", bit).isThrownBy(() -> wire.read(damaged));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C23 bytes that end too early are noticed")
    void cutOff(KryoWire wire) {
        byte[] whole = wire.write(WireRoundTripTest.ramp(Precision.FLOAT32, 50));
        for (int n = frameStart(wire); n < whole.length; n++) {
            byte[] cut = Arrays.copyOf(whole, n);
            assertThatExceptionOfType(WireException.class).isThrownBy(() -> wire.read(cut));
        }
    }

    @Test
    void anotherVersionIsNamed() {
        byte[] bytes = KryoWire.ORDINARY.write(WireRoundTripTest.ramp(Precision.FLOAT32, 5));
        bytes[frameStart(KryoWire.ORDINARY)] = 9;
        assertThatThrownBy(() -> KryoWire.ORDINARY.read(bytes))
                .hasMessageContaining("FlatVector arrived in wire version 9, this build reads version 1");
    }

    @Test
    void bothChecksumsAreNamed() {
        byte[] bytes = KryoWire.ORDINARY.write(WireRoundTripTest.ramp(Precision.FLOAT32, 5));
        bytes[bytes.length - 10] ^= 1;
        assertThatThrownBy(() -> KryoWire.ORDINARY.read(bytes))
                .hasMessageMatching(
                        "FlatVector arrived damaged: the sender wrote CRC32C [0-9a-f]{8}, .* have [0-9a-f]{8}.*");
    }
}
