package io.tacit.spark.checkpoint;

import io.tacit.core.io.Beside;
import io.tacit.core.io.Checksum;
import io.tacit.core.io.JsonFormat;
import io.tacit.core.io.SelfCheck;
import io.tacit.core.tensor.ParamLayout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * What a checkpoint consists of.
 *
 * @param files size and checksum of every other file, by name
 * @param check of this manifest, see {@link SelfCheck}: it, too, may be damaged; empty where it is to be written
 */
record CheckpointManifest(
        String configHash,
        Map<String, String> settings,
        String dataDigest,
        Cursor cursor,
        ParamLayout parameters,
        String thetaSha256,
        Map<String, StoredState> optimizers,
        List<String> extra,
        Map<String, Checksum> files,
        String check) {
    static final JsonFormat<CheckpointManifest> FORMAT =
            new JsonFormat<>("tacit-checkpoint", 4, CheckpointManifest.class);

    CheckpointManifest {
        extra = List.copyOf(extra);
        Beside.whole("settings", settings);
        Beside.whole("files", files);
        Beside.whole("optimizers", optimizers);
    }

    /** An optimizer state but for its vectors. */
    record StoredState(long step, List<String> moments) {
        StoredState {
            moments = List.copyOf(moments);
        }
    }

    void write(OutputStream out) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        FORMAT.write(this, json);
        out.write(SelfCheck.sealed(json.toByteArray()));
    }

    static CheckpointManifest read(InputStream in, String where) throws IOException {
        byte[] json = in.readAllBytes();
        CheckpointManifest read = FORMAT.read(new ByteArrayInputStream(json), where);
        SelfCheck.require(json, where);
        return read;
    }
}
