package io.tacit.spark.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tacit.core.data.Standardization;
import io.tacit.core.io.Checksum;
import io.tacit.core.io.FormatException;
import io.tacit.core.io.ModelManifest;
import io.tacit.core.io.SafeTensors;
import io.tacit.core.io.TensorFile;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.spark.checkpoint.Storage;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A trained model at rest: a directory with {@code theta.safetensors} and {@code manifest.json}.
 *
 * @param kind of model, for example {@code cnf}
 * @param columns of the table it was trained on, in order
 * @param standardization between the table's units and those of the model
 * @param config keys of the configuration that were set; empty for a model built in code
 * @param notes how it came about
 */
public record StoredModel(
        String kind,
        List<String> columns,
        Standardization standardization,
        Map<String, String> config,
        ParamLayout layout,
        FlatVector theta,
        Map<String, String> notes) {
    private static final String THETA = "theta.safetensors";
    private static final String MANIFEST = "manifest.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    public StoredModel {
        columns = List.copyOf(columns);
    }

    /** Writes beside the place first, then takes the place of what was there. */
    public void save(FileSystem files, Path directory) throws IOException {
        Path fresh = directory.suffix(".new");
        files.delete(fresh, true);
        Map<String, Checksum> sums = new LinkedHashMap<>();
        Storage.write(
                files,
                new Path(fresh, THETA),
                out -> sums.put(
                        THETA, Checksum.whileWriting(out, to -> SafeTensors.write(TensorFile.of(layout, theta), to))));
        ModelManifest manifest =
                new ModelManifest(kind, settings(), theta.precision(), layout, theta.sha256(), sums, notes);
        Storage.write(files, new Path(fresh, MANIFEST), out -> ModelManifest.FORMAT.write(manifest, out));
        files.delete(directory, true);
        if (!files.rename(fresh, directory)) {
            throw new IOException("cannot rename " + fresh + " to " + directory);
        }
    }

    /**
     * Reads and verifies.
     *
     * @throws FormatException where something is missing, damaged or of another version
     */
    public static StoredModel load(FileSystem files, Path directory) throws IOException {
        Path manifestPath = new Path(directory, MANIFEST);
        ModelManifest manifest;
        try (InputStream in = opened(files, manifestPath)) {
            manifest = ModelManifest.FORMAT.read(in, manifestPath.toString());
        }
        for (Map.Entry<String, Checksum> file : manifest.files().entrySet()) {
            Path path = new Path(directory, file.getKey());
            try (InputStream in = opened(files, path)) {
                file.getValue().demand(Checksum.of(in), path.toString());
            }
        }
        Path thetaPath = new Path(directory, THETA);
        try (InputStream in = opened(files, thetaPath)) {
            FlatVector theta =
                    SafeTensors.read(in, thetaPath.toString()).theta(manifest.parameters(), thetaPath.toString());
            return of(manifest, theta);
        }
    }

    /**
     * Passes where the model that is to run has the parameters that were stored.
     *
     * @throws FormatException with both layouts otherwise
     */
    public void demandLayout(ParamLayout built, String where) throws FormatException {
        if (!built.equals(layout)) {
            throw new FormatException(
                    where,
                    "expected the parameters " + built.entries() + " of the model to be run, found " + layout.entries()
                            + "; was it trained with another model or version?");
        }
    }

    private static InputStream opened(FileSystem files, Path path) throws IOException {
        try {
            return new BufferedInputStream(files.open(path), 1 << 16);
        } catch (FileNotFoundException e) {
            throw new FormatException(
                    path.toString(), "is missing; expected the output directory of a training that has ended", e);
        }
    }

    private JsonNode settings() {
        ObjectNode settings = JSON.createObjectNode();
        columns.forEach(settings.putArray("columns")::add);
        standardization.mean().forEach(settings.putArray("mean")::add);
        standardization.deviation().forEach(settings.putArray("deviation")::add);
        config.forEach(settings.putObject("config")::put);
        return settings;
    }

    private static StoredModel of(ModelManifest manifest, FlatVector theta) {
        JsonNode settings = manifest.settings();
        List<String> columns = new ArrayList<>();
        settings.path("columns").forEach(column -> columns.add(column.asText()));
        Map<String, String> config = new LinkedHashMap<>();
        settings.path("config")
                .properties()
                .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
        Standardization standardization =
                new Standardization(numbers(settings.path("mean")), numbers(settings.path("deviation")));
        return new StoredModel(
                manifest.layer(), columns, standardization, config, manifest.parameters(), theta, manifest.notes());
    }

    private static List<Double> numbers(JsonNode array) {
        List<Double> numbers = new ArrayList<>();
        ((ArrayNode) array).forEach(number -> numbers.add(number.asDouble()));
        return numbers;
    }
}
