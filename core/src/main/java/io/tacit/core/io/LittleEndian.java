package io.tacit.core.io;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers between arrays and streams in little-endian order, through one small buffer. */
final class LittleEndian {
    private static final int CHUNK = 8192;

    private LittleEndian() {}

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static void write(OutputStream out, FlatVector vector, int from, int to) throws IOException {
        ByteBuffer chunk = buffer(CHUNK * vector.precision().bytes());
        for (int at = from; at < to; at += CHUNK) {
            int n = Math.min(CHUNK, to - at);
            if (vector.precision() == Precision.FLOAT32) {
                chunk.asFloatBuffer().put(vector.floats(), at, n);
            } else {
                chunk.asDoubleBuffer().put(vector.doubles(), at, n);
            }
            out.write(chunk.array(), 0, n * vector.precision().bytes());
        }
    }

    static void read(InputStream in, FlatVector vector, int from, int to) throws IOException {
        ByteBuffer chunk = buffer(CHUNK * vector.precision().bytes());
        for (int at = from; at < to; at += CHUNK) {
            int n = Math.min(CHUNK, to - at);
            readFully(in, chunk.array(), n * vector.precision().bytes());
            if (vector.precision() == Precision.FLOAT32) {
                chunk.asFloatBuffer().get(vector.floats(), at, n);
            } else {
                chunk.asDoubleBuffer().get(vector.doubles(), at, n);
            }
        }
    }

    static void readFully(InputStream in, byte[] target, int bytes) throws IOException {
        int got = in.readNBytes(target, 0, bytes);
        if (got < bytes) {
            throw new EOFException("expected " + bytes + " more bytes, got " + got);
        }
    }
}
