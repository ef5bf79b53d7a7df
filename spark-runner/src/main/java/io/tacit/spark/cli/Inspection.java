package io.tacit.spark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tacit.core.io.FormatException;
import io.tacit.core.io.JsonFormat;
import io.tacit.core.io.ModelManifest;
import io.tacit.core.io.SafeTensors;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.spark.checkpoint.Checkpoint;
import io.tacit.spark.checkpoint.CheckpointStore;
import io.tacit.spark.checkpoint.FoundCheckpoint;
import io.tacit.spark.checkpoint.OutputLock;
import io.tacit.spark.driver.Summary;
import io.tacit.spark.model.StoredModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What lies in a place on disk. Whatever is shown was verified against its checksums. */
final class Inspection {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANIFEST = "manifest.json";
    private static final String CHECKPOINTS = "checkpoints";
    private static final String MODEL = "model";

    private final FileSystem files;

    Inspection(FileSystem files) {
        this.files = files;
    }

    Summary of(Path place) throws IOException {
        if (files.getFileStatus(place).isFile()) {
            return Summary.finished().with("kind", "safetensors").with("tensors", tensors(place));
        }
        if (files.exists(new Path(place, MANIFEST))) {
            return described(place);
        }
        if (files.exists(new Path(place, CHECKPOINTS)) || files.exists(new Path(place, MODEL))) {
            return run(place);
        }
        throw new FormatException(
                place.toString(),
                "expected a run (with " + CHECKPOINTS + "/ or " + MODEL + "/), a checkpoint or a model (with "
                        + MANIFEST + "), or a safetensors file; found none of them");
    }

    private Summary described(Path directory) throws IOException {
        Path manifest = new Path(directory, MANIFEST);
        String format;
        try (InputStream in = files.open(manifest)) {
            format = JsonFormat.formatOf(in, manifest.toString());
        }
        return switch (format) {
            case "tacit-model" -> merged("model", model(directory));
            case "tacit-checkpoint" ->
                merged("checkpoint", checkpoint(CheckpointStore.read(files, directory), directory));
            default ->
                throw new FormatException(
                        manifest.toString(),
                        "expected \"format\": \"tacit-model\" or \"tacit-checkpoint\", found \"" + format + "\"");
        };
    }

    private Summary run(Path output) throws IOException {
        Summary summary = Summary.finished().with("kind", "run");
        CheckpointStore store = CheckpointStore.on(files, output, 1);
        summary = summary.with("checkpoints", JSON.<ArrayNode>valueToTree(store.rounds()));
        FoundCheckpoint found = store.newest(CheckpointStore.OnDamage.FALL_BACK);
        if (!found.damaged().isEmpty()) {
            throw new FormatException(
                    output.toString(),
                    "holds what is not whole:\n  " + String.join("\n  ", found.skipped()) + "\nWith --resume, training "
                            + found.whereItGoesOn(output));
        }
        if (!found.unfinished().isEmpty()) {
            summary = summary.with("passedOver", JSON.<ArrayNode>valueToTree(found.skipped()));
        }
        Optional<FoundCheckpoint.Restored> newest = found.restored();
        if (newest.isPresent()) {
            summary = summary.with(
                    "newest", checkpoint(newest.get().checkpoint(), newest.get().directory()));
        }
        if (files.exists(new Path(output, MODEL))) {
            summary = summary.with(MODEL, model(new Path(output, MODEL)));
        }
        return summary.with(
                "inUseBy", OutputLock.holder(files, output).map(o -> o.text()).orElse("nobody"));
    }

    private ObjectNode checkpoint(Checkpoint checkpoint, Path directory) throws IOException {
        ObjectNode facts = JSON.createObjectNode()
                .put("directory", directory.toString())
                .put("formatVersion", Checkpoint.FORMAT_VERSION)
                .put("round", checkpoint.cursor().round())
                .put("step", checkpoint.cursor().step())
                .put("phase", checkpoint.cursor().phase().index() + 1)
                .put("firstRoundOfPhase", checkpoint.cursor().phase().firstRound())
                .put("seed", checkpoint.cursor().seed())
                .put("examples", checkpoint.cursor().examples())
                .put("seconds", checkpoint.cursor().seconds())
                .put("configHash", checkpoint.configHash())
                .put("thetaSha256", checkpoint.theta().sha256())
                .put("precision", checkpoint.theta().precision().toString())
                .put("parameters", checkpoint.layout().size());
        facts.set("shapes", shapes(checkpoint.layout()));
        ObjectNode optimizers = facts.putObject("optimizers");
        checkpoint.optimizers().forEach((name, state) -> {
            ObjectNode stored = optimizers.putObject(name).put("step", state.step());
            stored.set("moments", JSON.valueToTree(state.moments().keySet()));
        });
        facts.set("files", sizes(directory));
        return facts;
    }

    private ObjectNode model(Path directory) throws IOException {
        StoredModel verified = StoredModel.load(files, directory);
        ModelManifest manifest = StoredModel.manifest(files, directory);
        ObjectNode facts = JSON.createObjectNode()
                .put("directory", directory.toString())
                .put("formatVersion", ModelManifest.FORMAT.version())
                .put("layer", verified.kind())
                .put("thetaSha256", verified.theta().sha256())
                .put("precision", manifest.precision().toString())
                .put("parameters", manifest.parameters().size());
        facts.set("shapes", shapes(manifest.parameters()));
        facts.set("settings", manifest.settings());
        facts.set("notes", JSON.valueToTree(manifest.notes()));
        facts.set("files", sizes(directory));
        return facts;
    }

    private ObjectNode tensors(Path file) throws IOException {
        try (InputStream in = files.open(file)) {
            ObjectNode tensors = JSON.createObjectNode();
            SafeTensors.read(in, files.getFileStatus(file).getLen(), file.toString())
                    .tensors()
                    .forEach(tensor -> tensors.put(tensor.name(), tensor.precision() + " " + tensor.shape()));
            return tensors;
        }
    }

    private static ObjectNode shapes(ParamLayout layout) {
        ObjectNode shapes = JSON.createObjectNode();
        layout.entries().forEach(entry -> shapes.set(entry.name(), JSON.<JsonNode>valueToTree(entry.shape())));
        return shapes;
    }

    private ObjectNode sizes(Path directory) throws IOException {
        ObjectNode sizes = JSON.createObjectNode();
        for (var entry : files.listStatus(directory)) {
            sizes.put(entry.getPath().getName(), entry.getLen());
        }
        return sizes;
    }

    private static Summary merged(String kind, ObjectNode facts) {
        Summary summary = Summary.finished().with("kind", kind);
        for (Map.Entry<String, JsonNode> fact : facts.properties()) {
            summary = summary.with(fact.getKey(), fact.getValue());
        }
        return summary;
    }
}
