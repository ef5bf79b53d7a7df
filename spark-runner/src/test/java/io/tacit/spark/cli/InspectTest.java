package io.tacit.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacit.core.data.Standardization;
import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.spark.checkpoint.Checkpoint;
import io.tacit.spark.checkpoint.CheckpointStore;
import io.tacit.spark.checkpoint.Cursor;
import io.tacit.spark.checkpoint.Storage;
import io.tacit.spark.cli.Shell.Result;
import io.tacit.spark.driver.Summary;
import io.tacit.spark.model.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectTest {
    private static final ParamLayout LAYOUT =
            ParamLayout.builder().add("w", 2, 3).add("b", 2).build();
    private static final FlatVector THETA = FlatVector.of(1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f);

    @TempDir
    private Path run;

    private final Shell shell = Shell.answering(Summary.finished());

    @BeforeEach
    void aRun() throws IOException {
        CheckpointStore store =
                CheckpointStore.in(new org.apache.hadoop.fs.Path(run.toUri()), new Configuration(false), 2);
        for (int round : List.of(5, 10)) {
            store.save(new Checkpoint(
                    "feed",
                    Map.of(),
                    "da7a",
                    Cursor.of(round, round * 4L, 1, round * 400L, 2.5),
                    LAYOUT,
                    THETA,
                    Map.of("inner", new OptimizerState(round * 4L, Map.of("m", THETA))),
                    Map.of(),
                    List.of()));
        }
        aModel(run.resolve("model"));
    }

    private static void aModel(Path directory) throws IOException {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(directory.toUri());
        new StoredModel(
                        "custom",
                        List.of("x", "y"),
                        Standardization.identity(2),
                        Map.of(),
                        LAYOUT,
                        THETA,
                        Map.of("rows", "100"))
                .save(Storage.of(path, new Configuration(false)), path);
    }

    @Test
    void aRunShowsItsNewestCheckpointAndItsModel() throws IOException {
        JsonNode json = json(run);
        assertThat(json.path("kind").asText()).isEqualTo("run");
        assertThat(json.path("checkpoints").toString()).isEqualTo("[5,10]");
        assertThat(json.path("newest").path("round").asInt()).isEqualTo(10);
        assertThat(json.path("newest").path("thetaSha256").asText()).isEqualTo(THETA.sha256());
        assertThat(json.path("model").path("layer").asText()).isEqualTo("custom");
        assertThat(json.path("inUseBy").asText()).isEqualTo("nobody");
    }

    @Test
    void checkpointModelAndFileCanBeShownAlone() throws IOException {
        JsonNode checkpoint = json(run.resolve("checkpoints/round-000005"));
        assertThat(checkpoint.path("phase").asInt()).isEqualTo(1);
        assertThat(checkpoint.path("kind").asText()).isEqualTo("checkpoint");
        assertThat(checkpoint.path("parameters").asInt()).isEqualTo(8);
        assertThat(checkpoint.path("shapes").path("w").toString()).isEqualTo("[2,3]");
        JsonNode model = json(run.resolve("model"));
        assertThat(model.path("kind").asText()).isEqualTo("model");
        assertThat(model.path("settings").path("columns").toString()).isEqualTo("[\"x\",\"y\"]");
        JsonNode file = json(run.resolve("model/theta.safetensors"));
        assertThat(file.path("tensors").path("b").asText()).isEqualTo("FLOAT32 [2]");
    }

    @Test
    void aTableForPeople() {
        Result result = shell.run("inspect", run.resolve("model").toString());
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("SHA-256 of θ")
                .contains(THETA.sha256())
                .contains("shapes w");
    }

    @Test
    @DisplayName("U09 a model of another format version is refused with both versions")
    void otherVersion() throws IOException {
        for (int version : List.of(1, 3)) {
            Path manifest = run.resolve("model/manifest.json");
            Files.writeString(
                    manifest,
                    Files.readString(manifest)
                            .replaceFirst("\"formatVersion\" : \\d", "\"formatVersion\" : " + version));
            Result result = shell.run("inspect", run.resolve("model").toString());
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err()).contains("format version " + version, "this program reads version 2");
        }
    }

    @Test
    @DisplayName("C17 damage is named with both checksums")
    void damage() throws IOException {
        Path theta = run.resolve("model/theta.safetensors");
        byte[] bytes = Files.readAllBytes(theta);
        bytes[bytes.length - 1] ^= 1;
        Files.write(theta, bytes);
        Result result = shell.run("inspect", run.toString());
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).containsPattern("theta.safetensors: is damaged: .*CRC-32C .* found .*CRC-32C");
    }

    @Test
    @DisplayName(
            "C17 a newest checkpoint that is broken is named, with the one that --resume goes on from; one that is unfinished is told")
    void brokenCheckpoint() throws IOException {
        Path newest = run.resolve("checkpoints/round-000010");
        Files.delete(newest.resolve("manifest.json"));
        Result result = shell.run("inspect", run.toString());
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .containsPattern("round-000010/manifest.json: is missing")
                .containsPattern(
                        "With --resume, training goes on after round 5, from \\S+round-000005; what was skipped")
                .doesNotContain("Exception");
        Files.delete(newest.resolve("extra.safetensors"));
        JsonNode json = json(run);
        assertThat(json.path("newest").path("round").asInt()).isEqualTo(5);
        assertThat(json.path("passedOver").toString()).contains("round-000010 was not written to its end");
    }

    @Test
    void nothingToInspect(@TempDir Path empty) {
        assertThat(shell.run("inspect", empty.toString()).err()).contains("expected a run");
        Result nowhere = shell.run("inspect", empty + "/nowhere");
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err()).contains("no such file or directory");
    }

    private JsonNode json(Path place) throws IOException {
        Result result = shell.run("inspect", place.toString(), "--json");
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).hasSize(1);
        return new ObjectMapper().readTree(result.out());
    }
}
