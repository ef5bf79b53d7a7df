package io.tacit.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ModelManifestTest {
    private static final ModelManifest MANIFEST = new ModelManifest(
            "cnf",
            JsonNodeFactory.instance.objectNode().put("dimensions", 7).put("tolerance", 1e-5),
            Precision.FLOAT32,
            ParamLayout.builder().add("w", 64, 7).add("b", 64).build(),
            "ab12",
            Map.of("theta.safetensors", new Checksum(2048, "e3069283")),
            Map.of("data", "flights"),
            SelfCheck.EMPTY);

    @Test
    void comesBackAsItWas() throws IOException {
        assertThat(read(written())).isEqualTo(MANIFEST);
    }

    @Test
    @DisplayName("U11 names and shapes of parameters stand in the manifest, format and version first")
    void documentsParameters() throws IOException {
        assertThat(written())
                .startsWith("{\n  \"format\" : \"tacit-model\",\n  \"formatVersion\" : 2,")
                .containsSubsequence(
                        "\"name\" : \"w\"", "\"shape\" : [ 64, 7 ]", "\"name\" : \"b\"", "\"shape\" : [ 64 ]");
    }

    @Test
    @DisplayName("U09 an older or newer version is refused and both versions are named")
    void otherVersionsAreRefused() throws IOException {
        String newer = written().replace("\"formatVersion\" : 2", "\"formatVersion\" : 7, \"unheardOf\" : true");
        assertThatThrownBy(() -> read(newer))
                .isInstanceOf(FormatException.class)
                .hasMessage("m.json: is a tacit-model of format version 7, this program reads version 2; "
                        + "use a newer program");
        String older = written().replace("\"formatVersion\" : 2", "\"formatVersion\" : 0");
        assertThatThrownBy(() -> read(older))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("format version 0, this program reads version 2; use the program that wrote it");
    }

    @Test
    void anotherFormatIsRefused() throws IOException {
        String other = written().replace("tacit-model", "tacit-checkpoint");
        assertThatThrownBy(() -> read(other))
                .hasMessageContaining("m.json: is not a tacit-model")
                .hasMessageContaining("found \"tacit-checkpoint\" and 2");
        assertThatThrownBy(() -> read("{}")).hasMessageContaining("is not a tacit-model");
        assertThatThrownBy(() -> read("[]")).hasMessageContaining("expected a JSON object");
        assertThatThrownBy(() -> read("")).hasMessageContaining("expected a JSON object");
    }

    @Test
    void missingUnknownAndBrokenFieldsAreNamed() throws IOException {
        String text = written();
        assertThatThrownBy(() -> read(text.replace("\"thetaSha256\" : \"ab12\",", "")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("thetaSha256");
        assertThatThrownBy(() -> read(text.replace("\"layer\"", "\"laier\" : 1, \"layer\"")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("laier");
        assertThatThrownBy(() -> read(text.replace("\"offset\" : 448", "\"offset\" : 5")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("parameter 'b': expected offset 448");
        assertThatThrownBy(() -> read(text.substring(0, text.length() / 2))).isInstanceOf(FormatException.class);
    }

    private static String written() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelManifest.FORMAT.write(MANIFEST, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ModelManifest read(String json) throws IOException {
        return ModelManifest.FORMAT.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "m.json");
    }
}
