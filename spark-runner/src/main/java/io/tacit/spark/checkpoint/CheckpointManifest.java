package io.tacit.spark.checkpoint;

import io.tacit.core.io.Beside;
import io.tacit.core.io.Checksum;
import io.tacit.core.io.FormatException;
import io.tacit.core.io.JsonFormat;
import io.tacit.core.tensor.ParamLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * What a checkpoint consists of.
 *
 * @param files size and checksum of every other file, by name
 * @param check CRC32C of this manifest written with an empty {@code check}: the manifest, too, may be damaged
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
            new JsonFormat<>("tacit-checkpoint", 3, CheckpointManifest.class);

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
        FORMAT.write(withCheck(ownChecksum()), out);
    }

    static CheckpointManifest read(InputStream in, String where) throws IOException {
        CheckpointManifest read = FORMAT.read(in, where);
        String expected = read.ownChecksum();
        if (!read.check.equals(expected)) {
            throw new FormatException(
                    where, "is damaged: expected CRC-32C " + read.check + " of its content, found " + expected);
        }
        return read;
    }

    private String ownChecksum() throws IOException {
        CheckpointManifest unchecked = withCheck("");
        return Checksum.whileWriting(OutputStream.nullOutputStream(), out -> FORMAT.write(unchecked, out))
                .crc32c();
    }

    private CheckpointManifest withCheck(String crc) {
        return new CheckpointManifest(
                configHash, settings, dataDigest, cursor, parameters, thetaSha256, optimizers, extra, files, crc);
    }
}
