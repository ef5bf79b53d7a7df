package io.tacit.core.io;

import com.fasterxml.jackson.databind.JsonNode;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import java.util.Map;

/**
 * Everything about a trained model but its numbers, which lie beside it in a {@link SafeTensors} file.
 *
 * @param layer the kind of layer, for example {@code cnf}
 * @param settings what the layer was built from: dimensions, solver, tolerances, standardisation, ...
 * @param precision of the parameters
 * @param parameters names and shapes, as in the safetensors file
 * @param thetaSha256 {@link io.tacit.core.tensor.FlatVector#sha256()} of θ
 * @param files checksums of the files beside the manifest, by name
 * @param notes how it came about: run id, time, data, program version, measures
 */
public record ModelManifest(
        String layer,
        JsonNode settings,
        Precision precision,
        ParamLayout parameters,
        String thetaSha256,
        Map<String, Checksum> files,
        Map<String, String> notes) {
    public static final JsonFormat<ModelManifest> FORMAT = new JsonFormat<>("tacit-model", 1, ModelManifest.class);

    public ModelManifest {
        Beside.whole("files", files);
        Beside.whole("notes", notes);
    }
}
