package io.tacit.core.io;

import com.fasterxml.jackson.databind.JsonNode;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
 * @param check of the file itself, see {@link SelfCheck}
 */
public record ModelManifest(
        String layer,
        JsonNode settings,
        Precision precision,
        ParamLayout parameters,
        String thetaSha256,
        Map<String, Checksum> files,
        Map<String, String> notes,
        String check) {
    public static final JsonFormat<ModelManifest> FORMAT = new JsonFormat<>("tacit-model", 2, ModelManifest.class);

    public ModelManifest {
        Beside.whole("files", files);
        Beside.whole("notes", notes);
    }

    /** This manifest with its checksum, whatever {@link #check} is. */
    public void write(OutputStream out) throws IOException {
        ModelManifest unchecked =
                new ModelManifest(layer, settings, precision, parameters, thetaSha256, files, notes, SelfCheck.EMPTY);
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        FORMAT.write(unchecked, json);
        out.write(SelfCheck.sealed(json.toByteArray()));
    }
}
