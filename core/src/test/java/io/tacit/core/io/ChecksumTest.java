package io.tacit.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    private static final byte[] DIGITS = "123456789".getBytes(StandardCharsets.US_ASCII);

    @Test
    void isCastagnolis() throws IOException {
        // The check value of CRC-32C in the catalogue of CRC algorithms.
        assertThat(Checksum.of(new ByteArrayInputStream(DIGITS))).isEqualTo(new Checksum(9, "e3069283"));
    }

    @Test
    void writingAndReadingAgree() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Checksum written = Checksum.whileWriting(out, o -> {
            o.write(DIGITS[0]);
            o.write(DIGITS, 1, 8);
        });
        assertThat(out.toByteArray()).isEqualTo(DIGITS);
        assertThat(written).isEqualTo(Checksum.of(new ByteArrayInputStream(DIGITS)));
    }

    @Test
    @DisplayName("C17 one flipped byte is refused with both checksums")
    void aFlippedByteIsFound() throws IOException {
        Checksum expected = Checksum.of(new ByteArrayInputStream(DIGITS));
        byte[] flipped = DIGITS.clone();
        flipped[4] ^= 1;
        Checksum actual = Checksum.of(new ByteArrayInputStream(flipped));
        assertThatThrownBy(() -> expected.require(actual, "theta.safetensors"))
                .isInstanceOf(FormatException.class)
                .hasMessage("theta.safetensors: is damaged: expected 9 bytes with CRC-32C e3069283, found " + actual);
    }
}
