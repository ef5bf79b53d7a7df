package io.tacit.spark.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.tacit.core.data.Standardization;
import io.tacit.core.io.Beside;
import io.tacit.core.io.Checksum;
import io.tacit.core.io.FormatException;
import io.tacit.core.io.ModelManifest;
import io.tacit.core.io.SafeTensors;
import io.tacit.core.io.SelfCheck;
import io.tacit.core.io.TensorFile;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.spark.checkpoint.Storage;
import io.tacit.spark.config.ConfigLoader;
import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.RunConfig;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

    public StoredModel {
        columns = List.copyOf(columns);
    }

    /** Writes beside the place first, then takes the place of what was there. */
    public void save(FileSystem files, Path directory) throws IOException {
        Path fresh = directory.suffix(".new");
        files.delete(fresh, true);
        try {
            write(files, fresh);
        } catch (IOException e) {
            Storage.discard(files, fresh, e);
            throw e;
        }
        files.delete(directory, true);
        Storage.rename(files, fresh, directory);
    }

    private void write(FileSystem files, Path fresh) throws IOException {
        Map<String, Checksum> sums = new LinkedHashMap<>();
        Storage.write(
                files,
                new Path(fresh, THETA),
                out -> sums.put(
                        THETA, Checksum.whileWriting(out, to -> SafeTensors.write(TensorFile.of(layout, theta), to))));
        JsonNode settings = new StoredSettings(columns, standardization, config).json();
        ModelManifest manifest = new ModelManifest(
                kind, settings, theta.precision(), layout, theta.sha256(), sums, notes, SelfCheck.EMPTY);
        Storage.write(files, new Path(fresh, MANIFEST), manifest::write);
    }

    /**
     * Reads and verifies: checksums and SHA-256, names, shapes and precision, numbers that are finite, and that the
     * configuration, where there is one, describes these parameters.
     *
     * @throws FormatException where something is missing, damaged, of another version or does not fit
     */
    public static StoredModel load(FileSystem files, Path directory) throws IOException {
        Path path = new Path(directory, MANIFEST);
        ModelManifest manifest = manifest(files, directory);
        Beside.require(manifest.files(), Set.of(THETA), path.toString());
        for (Map.Entry<String, Checksum> file : manifest.files().entrySet()) {
            Path named = new Path(directory, file.getKey());
            try (InputStream in = opened(files, named)) {
                file.getValue().require(Checksum.of(in), named.toString());
            }
        }
        StoredSettings settings = StoredSettings.read(manifest.settings(), path.toString());
        StoredModel model = new StoredModel(
                manifest.layer(),
                settings.columns(),
                settings.standardization(),
                settings.config(),
                manifest.parameters(),
                theta(files, new Path(directory, THETA), manifest),
                manifest.notes());
        if (!model.config().isEmpty()) {
            model.demandConfigured(path.toString());
        }
        SelfCheck.require(text(files, path), path.toString()); // last: what is wrong with it says more
        return model;
    }

    /** What the manifest says, itself well-formed, but not yet held against the files. */
    public static ModelManifest manifest(FileSystem files, Path directory) throws IOException {
        Path path = new Path(directory, MANIFEST);
        return ModelManifest.FORMAT.read(new ByteArrayInputStream(text(files, path)), path.toString());
    }

    private static byte[] text(FileSystem files, Path path) throws IOException {
        try (InputStream in = opened(files, path)) {
            return in.readAllBytes();
        }
    }

    private static FlatVector theta(FileSystem files, Path path, ModelManifest manifest) throws IOException {
        FlatVector theta;
        try (InputStream in = opened(files, path)) {
            theta = SafeTensors.read(in, files.getFileStatus(path).getLen(), path.toString())
                    .theta(manifest.parameters(), path.toString());
        }
        if (theta.precision() != manifest.precision()) {
            throw new FormatException(
                    path.toString(),
                    "has numbers of " + theta.precision() + ", its manifest says " + manifest.precision());
        }
        if (!theta.sha256().equals(manifest.thetaSha256())) {
            throw new FormatException(
                    path.toString(),
                    "expected parameters with SHA-256 " + manifest.thetaSha256() + ", found " + theta.sha256());
        }
        int broken = theta.firstNonFinite();
        if (broken >= 0) {
            throw new FormatException(
                    path.toString(), "parameter " + broken + " is " + theta.get(broken) + ", no finite number");
        }
        return theta;
    }

    /**
     * The configuration of the training.
     *
     * @throws FormatException where it cannot be used
     */
    public RunConfig configuration(String where) throws FormatException {
        try {
            return ConfigLoader.again(config).config();
        } catch (ConfigProblems e) {
            throw new FormatException(where, "settings.config cannot be used: " + e.getMessage(), e);
        }
    }

    private void demandConfigured(String where) throws FormatException {
        RunConfig run = configuration(where);
        String configured = run.model().kind().name().toLowerCase(Locale.ROOT);
        if (!configured.equals(kind)) {
            throw new FormatException(
                    where, "layer is '" + kind + "', but settings.config describes one of kind '" + configured + "'");
        }
        if (run.model().precision() == theta.precision()) {
            demandLayout(new CnfFactory(run.model(), columns.size()).layout(), where);
            return;
        }
        throw new FormatException(
                where,
                "precision is " + theta.precision() + ", but settings.config says "
                        + run.model().precision());
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
}
