package io.tacit.spark.checkpoint;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that training needs to go on with the same bits.
 *
 * @param configHash of the configuration
 * @param settings the configuration, by names of keys
 * @param dataDigest of what the data were found to be, see {@link #demandData}
 * @param optimizers by name, such as the averaged {@code inner} state and an {@code outer} one
 * @param extra further vectors as long as θ, such as the {@code best} parameters so far
 * @param metrics what was measured so far, a line of JSON each
 */
public record Checkpoint(
        String configHash,
        Map<String, String> settings,
        String dataDigest,
        Cursor cursor,
        ParamLayout layout,
        FlatVector theta,
        Map<String, OptimizerState> optimizers,
        Map<String, FlatVector> extra,
        List<String> metrics) {
    /** Of the files that a checkpoint is written as. */
    public static final int FORMAT_VERSION = CheckpointManifest.FORMAT.version();

    public Checkpoint {
        if (theta.length() != layout.size()) {
            throw new IllegalArgumentException(
                    "theta: expected the layout's length " + layout.size() + ", got " + theta.length());
        }
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        optimizers = Collections.unmodifiableMap(new LinkedHashMap<>(optimizers));
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
        metrics = List.copyOf(metrics);
    }

    /**
     * Passes where the data are those of then, read as they were then.
     *
     * @throws ConfigMismatchException otherwise
     */
    public void demandData(String digest) {
        if (!dataDigest.equals(digest)) {
            throw ConfigMismatchException.ofData(cursor.round(), dataDigest, digest);
        }
    }

    /**
     * Passes where θ is that of a model.
     *
     * @throws ConfigMismatchException where it has other parameters or another precision
     */
    public void demandModel(ParamLayout wanted, Precision precision) {
        if (!layout.equals(wanted) || theta.precision() != precision) {
            throw ConfigMismatchException.ofModel(
                    cursor.round(), layout + " in " + theta.precision(), wanted + " in " + precision);
        }
    }
}
