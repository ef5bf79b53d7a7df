package io.tacit.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhiloxTest {
    @Test
    void knownAnswersOfTheAuthors() {
        // Random123, kat_vectors: philox4x32 10
        assertThat(Philox.block(0, 0, 0)).isEqualTo(block(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8));
        assertThat(Philox.block(-1, -1, -1)).isEqualTo(block(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd));
        assertThat(Philox.block(0x299f31d0a4093822L, 0x85a308d3243f6a88L, 0x0370734413198a2eL))
                .isEqualTo(block(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1));
    }

    private static Philox.Block block(int w0, int w1, int w2, int w3) {
        return new Philox.Block(words(w0, w1), words(w2, w3));
    }

    private static long words(int low, int high) {
        return (Integer.toUnsignedLong(high) << 32) | Integer.toUnsignedLong(low);
    }
}
