package io.tacit.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tacit.core.data.Standardization;
import io.tacit.core.io.Checksum;
import io.tacit.core.io.FormatException;
import io.tacit.core.io.SafeTensors;
import io.tacit.core.io.TensorFile;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.checkpoint.Storage;
import io.tacit.spark.cli.Shell.Result;
import io.tacit.spark.config.ColumnNames;
import io.tacit.spark.config.ConfigLoader;
import io.tacit.spark.config.LoadedConfig;
import io.tacit.spark.driver.Summary;
import io.tacit.spark.failure.Explanation;
import io.tacit.spark.model.CnfFactory;
import io.tacit.spark.model.StoredModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A valid model, spoilt in many ways: each is a sentence, and none of Java's names reaches a user. */
class BrokenModelTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** What may have another value without spoiling the model. */
    private static final List<String> FREE = List.of("/notes", "/settings");

    private static final List<JsonNode> VALUES = List.of(
            NODES.nullNode(),
            NODES.textNode("\u0000 ../x"),
            NODES.numberNode(-1),
            NODES.numberNode(1e300),
            NODES.numberNode(0.5),
            NODES.numberNode(BigInteger.TEN.pow(400)),
            NODES.booleanNode(true),
            NODES.arrayNode(),
            NODES.arrayNode().add(NODES.nullNode()),
            NODES.objectNode(),
            NODES.objectNode().put("x", 1));

    @TempDir
    private Path dir;

    private org.apache.hadoop.fs.Path place;
    private FileSystem files;
    private Path manifest;
    private ObjectNode valid;
    private FlatVector theta;
    private ParamLayout layout;

    private final Shell shell = Shell.answering(Summary.finished());

    @BeforeEach
    void aModel() throws IOException {
        LoadedConfig config = ConfigLoader.load(
                Map.of("--data", dir.toString(), "--output", "out", "--hidden", "3", "--layers", "1"),
                ColumnNames.UNKNOWN);
        layout = new CnfFactory(config.config().model(), 2).layout();
        theta = FlatVector.zeros(Precision.FLOAT32, layout.size());
        for (int i = 0; i < theta.length(); i++) {
            theta.set(i, RandomKey.of(1).gaussian(i));
        }
        place = new org.apache.hadoop.fs.Path(dir.toString(), "model");
        files = Storage.of(place, new Configuration(false));
        new StoredModel(
                        "cnf",
                        List.of("x", "y"),
                        Standardization.identity(2),
                        config.given(),
                        layout,
                        theta,
                        Map.of("rounds", "3"))
                .save(files, place);
        manifest = dir.resolve("model/manifest.json");
        valid = (ObjectNode) JSON.readTree(manifest.toFile());
        assertThat(inspect().code()).isZero();
    }

    @Test
    @DisplayName("Every field removed, null, of each other type, negative, huge: a sentence, exit 1")
    void everyField() throws IOException {
        for (String pointer : pointers("", valid, new ArrayList<>())) {
            spoil(pointer, BrokenModelTest::remove);
            for (JsonNode value : VALUES) {
                spoil(pointer, (parent, name) -> set(parent, name, value));
            }
        }
    }

    private void spoil(String pointer, BiConsumer<JsonNode, String> change) throws IOException {
        ObjectNode spoilt = valid.deepCopy();
        int slash = pointer.lastIndexOf('/');
        change.accept(spoilt.at(pointer.substring(0, slash)), pointer.substring(slash + 1));
        if (spoilt.equals(valid)) {
            return;
        }
        Files.writeString(manifest, spoilt.toString());
        Result result = inspect();
        if (result.code() != 0 || FREE.stream().noneMatch(pointer::startsWith)) {
            assertThat(result.code()).as(pointer + " in " + spoilt).isEqualTo(1);
            assertSentence(result);
        }
    }

    private static void remove(JsonNode parent, String name) {
        if (parent instanceof ObjectNode object) {
            object.remove(name);
        } else {
            ((ArrayNode) parent).remove(Integer.parseInt(name));
        }
    }

    private static void set(JsonNode parent, String name, JsonNode value) {
        if (parent instanceof ObjectNode object) {
            object.set(name, value);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(name), value);
        }
    }

    /** Of each list the first element stands for all. */
    private static List<String> pointers(String above, JsonNode node, List<String> found) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                found.add(above + "/" + field.getKey());
                pointers(above + "/" + field.getKey(), field.getValue(), found);
            });
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            found.add(above + "/0");
            pointers(above + "/0", array.get(0), found);
        }
        return found;
    }

    @Test
    @DisplayName("What is no JSON, cut short, nested without end or empty: a sentence, exit 1")
    void noJson() throws IOException {
        String text = valid.toString();
        for (String broken : List.of(
                "",
                "null",
                "[]",
                "{",
                text.substring(0, text.length() / 2),
                text + "}",
                text.replaceFirst(":", "="),
                "[".repeat(100_000),
                "{\"format\": \"tacit-model\", \"format\": \"x\"}",
                "{\"format\": \"tacit-model\", \"formatVersion\": " + "9".repeat(2000) + "}")) {
            Files.writeString(manifest, broken);
            Result result = inspect();
            assertThat(result.code()).isEqualTo(1);
            assertSentence(result);
        }
        Files.write(manifest, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertSentence(inspect());
    }

    @Test
    @DisplayName("Bytes of the manifest and of θ changed, and the files cut anywhere: none passes, each is a sentence")
    void bytes() throws IOException {
        for (Path file : List.of(manifest, manifest.resolveSibling("theta.safetensors"))) {
            byte[] bytes = Files.readAllBytes(file);
            for (int at = 0; at < bytes.length; at += 7) {
                byte[] changed = bytes.clone();
                changed[at] ^= (byte) (1 << at % Byte.SIZE);
                refused(file, changed, "bit " + at % Byte.SIZE + " of byte " + at);
                refused(file, Arrays.copyOf(bytes, at), "cut at " + at);
            }
            Files.write(file, bytes);
        }
    }

    /** Without the command line around it, which every other test has: there are many. */
    private void refused(Path file, byte[] changed, String how) throws IOException {
        Files.write(file, changed);
        assertThatThrownBy(() -> StoredModel.load(files, place))
                .as(how + " of " + file)
                .isInstanceOf(FormatException.class)
                .satisfies(e -> assertSentence(Explanation.of(e).text()));
    }

    @Test
    @DisplayName("Files outside of the model's directory are refused, without being looked at")
    void outside() throws IOException {
        JsonNode sum = valid.path("files").path("theta.safetensors");
        for (String name : List.of("../theta.safetensors", "/etc/hostname", "a/b", "..", "", "file:/etc/hostname")) {
            with(m -> ((ObjectNode) m.get("files")).set(name, sum));
            assertThat(inspect().err()).contains("expected plain names of files beside the manifest");
        }
    }

    @Test
    @DisplayName("No checksum, another SHA-256, layer, precision or shape, NaN in θ: none passes")
    void whatDoesNotFit() throws IOException {
        with(m -> ((ObjectNode) m.get("files")).removeAll());
        assertThat(inspect().err()).contains("has no checksum of theta.safetensors");
        with(m -> m.put("thetaSha256", "0".repeat(64)));
        assertThat(inspect().err()).contains("expected parameters with SHA-256 000");
        with(m -> m.put("layer", "deq"));
        assertThat(inspect().err()).contains("layer is 'deq', but settings.config describes one of kind 'cnf'");
        with(m -> m.put("precision", "FLOAT64"));
        assertThat(inspect().err()).contains("its manifest says FLOAT64");
        with(m -> ((ObjectNode) m.at("/settings/config")).put("model.hidden", "4"));
        assertThat(inspect().err()).contains("of the model to be run");
        with(m -> ((ObjectNode) m.at("/settings/config")).put("model.hidden", "many"));
        assertThat(inspect().err()).contains("settings.config cannot be used", "model.hidden");

        theta.set(2, Double.NaN);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Checksum sum = Checksum.whileWriting(bytes, out -> SafeTensors.write(TensorFile.of(layout, theta), out));
        Files.write(dir.resolve("model/theta.safetensors"), bytes.toByteArray());
        with(m -> {
            m.put("thetaSha256", theta.sha256());
            ((ObjectNode) m.get("files")).set("theta.safetensors", JSON.valueToTree(sum));
        });
        Result nan = inspect();
        assertThat(nan.code()).isEqualTo(1);
        assertThat(nan.err()).contains("parameter 2 is NaN");
    }

    private void with(Consumer<ObjectNode> change) throws IOException {
        ObjectNode spoilt = valid.deepCopy();
        change.accept(spoilt);
        Files.writeString(manifest, spoilt.toString());
    }

    private Result inspect() {
        return shell.run("inspect", manifest.getParent().toString());
    }

    private static void assertSentence(Result result) {
        assertThat(result.err()).startsWith("tacit: ");
        assertSentence(result.err());
    }

    private static void assertSentence(String text) {
        assertThat(text)
                .doesNotContainPattern("\\b(java|org|com|io\\.tacit)\\.[a-z]")
                .doesNotContainPattern("\\b[A-Z]\\w+(Exception|Error|Node|Constraints)\\b")
                .doesNotContain("null pointer", "should not have happened");
    }
}
