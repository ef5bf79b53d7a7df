package io.tacit.spark.wire;

import com.esotericsoftware.kryo.io.Output;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes little-endian values with a running CRC32C. Only the byte methods of Kryo's {@link Output} are used, since its
 * other methods write native-endian under {@code spark.kryo.unsafe}.
 */
public final class WireWriter {
    static final int CHUNK_BYTES = 1 << 16;

    private final Output output;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer small = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    WireWriter(Output output) {
        this.output = output;
    }

    /** A value inside another one, with its own version byte. */
    public <T> void part(WireCodec<T> codec, T value) {
        int8(codec.version());
        codec.encode(value, this);
    }

    /** Several of one kind, their number first. */
    public <T> void parts(WireCodec<T> codec, List<T> values) {
        length(values.size());
        values.forEach(value -> part(codec, value));
    }

    public void int8(int v) {
        bytes(small.clear().put((byte) v));
    }

    public void int32(int v) {
        bytes(small.clear().putInt(v));
    }

    public void int64(long v) {
        bytes(small.clear().putLong(v));
    }

    public void float64(double v) {
        bytes(small.clear().putDouble(v));
    }

    /** Seven bits a byte, the lowest first: small numbers take one byte. */
    public void varint(long v) {
        long rest = v;
        for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
            int8((int) ((rest & 0x7F) | 0x80));
        }
        int8((int) rest);
    }

    /** A number that the reader allocates by, followed by the checksum of all that came before. */
    public void length(long n) {
        varint(n);
        checksum();
    }

    public void text(String s) {
        byte[] utf8 = s.getBytes(StandardCharsets.UTF_8);
        length(utf8.length);
        bytes(utf8, 0, utf8.length);
    }

    public void texts(List<String> all) {
        length(all.size());
        all.forEach(this::text);
    }

    public void floats(float[] values) {
        ByteBuffer chunk = chunkFor((long) values.length * Float.BYTES);
        int capacity = chunk.capacity() / Float.BYTES;
        for (int from = 0; from < values.length; from += capacity) {
            int n = Math.min(capacity, values.length - from);
            chunk.clear().asFloatBuffer().put(values, from, n);
            bytes(chunk.array(), 0, n * Float.BYTES);
        }
    }

    public void shorts(short[] values) {
        ByteBuffer chunk = chunkFor((long) values.length * Short.BYTES);
        int capacity = chunk.capacity() / Short.BYTES;
        for (int from = 0; from < values.length; from += capacity) {
            int n = Math.min(capacity, values.length - from);
            chunk.clear().asShortBuffer().put(values, from, n);
            bytes(chunk.array(), 0, n * Short.BYTES);
        }
    }

    public void ints(int[] values) {
        ByteBuffer chunk = chunkFor((long) values.length * Integer.BYTES);
        int capacity = chunk.capacity() / Integer.BYTES;
        for (int from = 0; from < values.length; from += capacity) {
            int n = Math.min(capacity, values.length - from);
            chunk.clear().asIntBuffer().put(values, from, n);
            bytes(chunk.array(), 0, n * Integer.BYTES);
        }
    }

    public void longs(long[] values) {
        ByteBuffer chunk = chunkFor((long) values.length * Long.BYTES);
        int capacity = chunk.capacity() / Long.BYTES;
        for (int from = 0; from < values.length; from += capacity) {
            int n = Math.min(capacity, values.length - from);
            chunk.clear().asLongBuffer().put(values, from, n);
            bytes(chunk.array(), 0, n * Long.BYTES);
        }
    }

    public void doubles(double[] values) {
        ByteBuffer chunk = chunkFor((long) values.length * Double.BYTES);
        int capacity = chunk.capacity() / Double.BYTES;
        for (int from = 0; from < values.length; from += capacity) {
            int n = Math.min(capacity, values.length - from);
            chunk.clear().asDoubleBuffer().put(values, from, n);
            bytes(chunk.array(), 0, n * Double.BYTES);
        }
    }

    public void bytes(byte[] source, int offset, int count) {
        crc.update(source, offset, count);
        output.writeBytes(source, offset, count);
    }

    void checksum() {
        small.clear().putInt((int) crc.getValue());
        output.writeBytes(small.array(), 0, Integer.BYTES);
    }

    private void bytes(ByteBuffer written) {
        bytes(written.array(), 0, written.position());
    }

    static ByteBuffer chunkFor(long bytes) {
        return ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, bytes)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
