package io.tacit.spark.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacit.core.io.Beside;
import io.tacit.core.io.Checksum;
import io.tacit.core.io.FormatException;
import io.tacit.core.io.SafeTensors;
import io.tacit.core.io.SelfCheck;
import io.tacit.core.io.TensorFile;
import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files of one checkpoint. */
final class CheckpointFiles {
    private static final String THETA = "theta.safetensors";
    private static final String OPTIMIZER = "optimizer.safetensors";
    private static final String EXTRA = "extra.safetensors";
    private static final String METRICS = "metrics.jsonl";
    private static final String MANIFEST = "manifest.json";
    /** Instead of a manifest while the others are written or deleted: empty, and the manifest at last, before it gets its name. */
    private static final String PREPARED = MANIFEST + ".tmp";

    private static final Set<String> NAMES = Set.of(THETA, OPTIMIZER, EXTRA, METRICS);

    private final FileSystem files;
    private final Path directory;

    CheckpointFiles(FileSystem files, Path directory) {
        this.files = files;
        this.directory = directory;
    }

    /** Whether the directory holds nothing but what a checkpoint consists of, but for its manifest. */
    boolean areOurs() throws IOException {
        for (FileStatus entry : files.listStatus(directory)) {
            String name = entry.getPath().getName();
            if (!NAMES.contains(name) && !name.equals(PREPARED)) {
                return false;
            }
        }
        return true;
    }

    boolean isCommitted() throws IOException {
        return files.exists(path(MANIFEST));
    }

    /** Whether its writing, or its deletion, was interrupted: it has no manifest, and that is not all that it lacks. */
    boolean isUnfinished() throws IOException {
        if (isCommitted()) {
            return false;
        }
        for (String name : NAMES) {
            if (!files.exists(path(name))) {
                return true;
            }
        }
        return files.exists(path(PREPARED));
    }

    /** A mark first, then data, then the manifest under another name; its renaming is the commit. */
    void write(Checkpoint checkpoint) throws IOException {
        mark();
        Map<String, Checksum> sums = new LinkedHashMap<>();
        ParamLayout layout = checkpoint.layout();
        put(sums, THETA, TensorFile.of(layout, checkpoint.theta()));
        put(sums, OPTIMIZER, tensors(checkpoint.optimizers(), layout));
        put(sums, EXTRA, extra(checkpoint));
        byte[] lines = (String.join("\n", checkpoint.metrics()) + "\n").getBytes(StandardCharsets.UTF_8);
        put(sums, METRICS, out -> out.write(lines, 0, checkpoint.metrics().isEmpty() ? 0 : lines.length));
        commit(manifest(checkpoint, sums));
    }

    /** The manifest goes first, and leaves a mark, so that what is half deleted is unfinished and not damaged. */
    void delete() throws IOException {
        if (isCommitted()) {
            mark();
            files.delete(path(MANIFEST), false);
        }
        files.delete(directory, true);
    }

    private void mark() throws IOException {
        Storage.write(files, path(PREPARED), out -> {});
    }

    private void put(Map<String, Checksum> sums, String name, TensorFile tensors) throws IOException {
        put(sums, name, out -> SafeTensors.write(tensors, out));
    }

    private void put(Map<String, Checksum> sums, String name, Checksum.Writing writing) throws IOException {
        Storage.write(files, path(name), out -> sums.put(name, Checksum.whileWriting(out, writing)));
    }

    private void commit(CheckpointManifest manifest) throws IOException {
        Path prepared = path(PREPARED);
        Storage.write(files, prepared, manifest::write);
        Storage.rename(files, prepared, path(MANIFEST));
    }

    private static TensorFile tensors(Map<String, OptimizerState> optimizers, ParamLayout layout) {
        TensorFile file = TensorFile.EMPTY;
        for (Map.Entry<String, OptimizerState> state : optimizers.entrySet()) {
            for (Map.Entry<String, FlatVector> moment :
                    state.getValue().moments().entrySet()) {
                file = file.plus(prefix(state.getKey(), moment.getKey()), layout, moment.getValue());
            }
        }
        return file;
    }

    private static TensorFile extra(Checkpoint checkpoint) {
        TensorFile file = TensorFile.EMPTY;
        for (Map.Entry<String, FlatVector> vector : checkpoint.extra().entrySet()) {
            file = file.plus(vector.getKey() + "/", checkpoint.layout(), vector.getValue());
        }
        return file;
    }

    private static String prefix(String state, String moment) {
        return state + "/" + moment + "/";
    }

    private static CheckpointManifest manifest(Checkpoint checkpoint, Map<String, Checksum> sums) {
        Map<String, CheckpointManifest.StoredState> states = new LinkedHashMap<>();
        checkpoint
                .optimizers()
                .forEach((name, state) -> states.put(
                        name,
                        new CheckpointManifest.StoredState(
                                state.step(), List.copyOf(state.moments().keySet()))));
        return new CheckpointManifest(
                checkpoint.configHash(),
                checkpoint.settings(),
                checkpoint.dataDigest(),
                checkpoint.cursor(),
                checkpoint.layout(),
                checkpoint.theta().sha256(),
                states,
                List.copyOf(checkpoint.extra().keySet()),
                sums,
                SelfCheck.EMPTY);
    }

    /**
     * Passes over a manifest of our version and over one that is missing or cannot be read at all, which is damage.
     *
     * @throws FormatException naming both versions
     */
    void demandVersion() throws IOException {
        if (!isCommitted()) {
            return;
        }
        JsonNode version;
        try (InputStream in = open(MANIFEST)) {
            version = new ObjectMapper().readTree(in.readAllBytes()).path("formatVersion");
        } catch (JsonProcessingException e) {
            return;
        }
        int ours = CheckpointManifest.FORMAT.version();
        if (version.isInt() && version.asInt() != ours) {
            throw new FormatException(
                    path(MANIFEST).toString(),
                    "is a checkpoint of format version " + version.asInt() + ", this program reads version " + ours
                            + "; resume with the program that wrote it, or start anew in another output directory");
        }
    }

    /** Reads and verifies everything; whatever does not fit is a {@link FormatException}. */
    Checkpoint read() throws IOException {
        CheckpointManifest manifest = readManifest();
        Beside.require(manifest.files(), NAMES, path(MANIFEST).toString());
        for (Map.Entry<String, Checksum> file : manifest.files().entrySet()) {
            try (InputStream in = open(file.getKey())) {
                file.getValue().require(Checksum.of(in), path(file.getKey()).toString());
            }
        }
        ParamLayout layout = manifest.parameters();
        FlatVector theta = tensors(THETA).theta(layout, path(THETA).toString());
        demandTheta(manifest, theta);
        return new Checkpoint(
                manifest.configHash(),
                manifest.settings(),
                manifest.dataDigest(),
                manifest.cursor(),
                layout,
                theta,
                optimizers(manifest),
                vectors(EXTRA, manifest.extra(), "", layout),
                lines());
    }

    CheckpointManifest readManifest() throws IOException {
        if (!isCommitted()) {
            throw new FormatException(
                    path(MANIFEST).toString(),
                    "is missing, and without it nobody knows whether the other files are whole");
        }
        try (InputStream in = open(MANIFEST)) {
            return CheckpointManifest.read(in, path(MANIFEST).toString());
        }
    }

    private void demandTheta(CheckpointManifest manifest, FlatVector theta) throws FormatException {
        int broken = theta.firstNonFinite();
        if (broken >= 0) {
            throw new FormatException(
                    path(THETA).toString(), "parameter " + broken + " is " + theta.get(broken) + ", no finite number");
        }
        if (!theta.sha256().equals(manifest.thetaSha256())) {
            throw new FormatException(
                    path(THETA).toString(),
                    "is damaged: expected parameters with SHA-256 " + manifest.thetaSha256() + ", found "
                            + theta.sha256());
        }
    }

    private Map<String, OptimizerState> optimizers(CheckpointManifest manifest) throws IOException {
        Map<String, OptimizerState> optimizers = new LinkedHashMap<>();
        for (Map.Entry<String, CheckpointManifest.StoredState> stored :
                manifest.optimizers().entrySet()) {
            Map<String, FlatVector> moments =
                    vectors(OPTIMIZER, stored.getValue().moments(), stored.getKey() + "/", manifest.parameters());
            optimizers.put(stored.getKey(), new OptimizerState(stored.getValue().step(), moments));
        }
        return optimizers;
    }

    private Map<String, FlatVector> vectors(String file, List<String> names, String above, ParamLayout layout)
            throws IOException {
        TensorFile tensors = tensors(file);
        Map<String, FlatVector> vectors = new LinkedHashMap<>();
        for (String name : names) {
            vectors.put(
                    name, tensors.vector(above + name + "/", layout, path(file).toString()));
        }
        return vectors;
    }

    private TensorFile tensors(String name) throws IOException {
        try (InputStream in = open(name)) {
            long length = files.getFileStatus(path(name)).getLen();
            return SafeTensors.read(in, length, path(name).toString());
        }
    }

    private List<String> lines() throws IOException {
        try (InputStream in = open(METRICS)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private InputStream open(String name) throws IOException {
        try {
            return new BufferedInputStream(files.open(path(name)), 1 << 16);
        } catch (FileNotFoundException e) {
            throw new FormatException(path(name).toString(), "is missing, though its checkpoint was committed", e);
        }
    }

    private Path path(String name) {
        return new Path(directory, name);
    }
}
