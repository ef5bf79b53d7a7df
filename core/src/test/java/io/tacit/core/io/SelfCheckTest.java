package io.tacit.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SelfCheckTest {
    private static final String OPEN =
            "{\n  \"seconds\" : 2.0E-3,\n  \"note\" : \"\u00e9 \\\"check\\\" : \\\"\",\n  \"check\" : \"\"\n}\n";

    @Test
    @DisplayName("A sealed file passes, and none of which a byte is another one or missing")
    void everyByte() throws IOException {
        byte[] sealed = SelfCheck.sealed(OPEN.getBytes(StandardCharsets.UTF_8));
        assertThat(new String(sealed, StandardCharsets.UTF_8)).matches("(?s).*\"check\" : \"[0-9a-f]{8}\"\n}\n");
        assertThatCode(() -> SelfCheck.require(sealed, "m.json")).doesNotThrowAnyException();
        for (int at = 0; at < sealed.length; at++) {
            byte[] changed = sealed.clone();
            changed[at] ^= (byte) (1 << at % Byte.SIZE);
            byte[] cut = Arrays.copyOf(sealed, at);
            assertThatThrownBy(() -> SelfCheck.require(changed, "m.json")).hasMessageContaining("m.json: is damaged");
            assertThatThrownBy(() -> SelfCheck.require(cut, "m.json")).hasMessageContaining("m.json: is damaged");
        }
    }
}
