package io.tacit.spark.wire;

import com.esotericsoftware.kryo.io.Input;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Reads what {@link WireWriter} wrote and checks it on the way. */
public final class WireReader {
    private final Input input;
    private final String what;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer small = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    /** {@code what} names the outermost value in messages. */
    WireReader(Input input, String what) {
        this.input = input;
        this.what = what;
    }

    /** A value inside another one. */
    public <T> T part(WireCodec<T> codec) {
        byte version = int8();
        if (version != codec.version()) {
            throw WireException.version(codec.type(), codec.version(), version);
        }
        return codec.decode(this);
    }

    /** Several of one kind. */
    public <T> List<T> parts(WireCodec<T> codec) {
        int count = arrayLength();
        List<T> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(part(codec));
        }
        return all;
    }

    public byte int8() {
        return take(Byte.BYTES).get();
    }

    public int int32() {
        return take(Integer.BYTES).getInt();
    }

    public long int64() {
        return take(Long.BYTES).getLong();
    }

    public double float64() {
        return take(Double.BYTES).getDouble();
    }

    public long varint() {
        long result = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte b = int8();
            result |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return result;
            }
        }
        throw WireException.illegal("a varint inside " + what, "at most 10 bytes", 11);
    }

    /** A length whose checksum held, so that it is safe to allocate by. */
    public long length() {
        long n = varint();
        checksum();
        return n;
    }

    /** The same for arrays on the heap. */
    public int arrayLength() {
        long n = length();
        if (n < 0 || n > Integer.MAX_VALUE - 8) {
            throw WireException.illegal("length of an array inside " + what, "0 to 2^31 - 9", n);
        }
        return (int) n;
    }

    public String text() {
        byte[] utf8 = new byte[arrayLength()];
        bytes(utf8, 0, utf8.length);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    public List<String> texts() {
        int count = arrayLength();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(text());
        }
        return all;
    }

    public float[] floats(int n) {
        float[] values = new float[n];
        ByteBuffer chunk = WireWriter.chunkFor((long) n * Float.BYTES);
        int capacity = chunk.capacity() / Float.BYTES;
        for (int from = 0; from < n; from += capacity) {
            int count = Math.min(capacity, n - from);
            bytes(chunk.array(), 0, count * Float.BYTES);
            chunk.clear().asFloatBuffer().get(values, from, count);
        }
        return values;
    }

    public short[] shorts(int n) {
        short[] values = new short[n];
        ByteBuffer chunk = WireWriter.chunkFor((long) n * Short.BYTES);
        int capacity = chunk.capacity() / Short.BYTES;
        for (int from = 0; from < n; from += capacity) {
            int count = Math.min(capacity, n - from);
            bytes(chunk.array(), 0, count * Short.BYTES);
            chunk.clear().asShortBuffer().get(values, from, count);
        }
        return values;
    }

    public int[] ints(int n) {
        int[] values = new int[n];
        ByteBuffer chunk = WireWriter.chunkFor((long) n * Integer.BYTES);
        int capacity = chunk.capacity() / Integer.BYTES;
        for (int from = 0; from < n; from += capacity) {
            int count = Math.min(capacity, n - from);
            bytes(chunk.array(), 0, count * Integer.BYTES);
            chunk.clear().asIntBuffer().get(values, from, count);
        }
        return values;
    }

    public long[] longs(int n) {
        long[] values = new long[n];
        ByteBuffer chunk = WireWriter.chunkFor((long) n * Long.BYTES);
        int capacity = chunk.capacity() / Long.BYTES;
        for (int from = 0; from < n; from += capacity) {
            int count = Math.min(capacity, n - from);
            bytes(chunk.array(), 0, count * Long.BYTES);
            chunk.clear().asLongBuffer().get(values, from, count);
        }
        return values;
    }

    public double[] doubles(int n) {
        double[] values = new double[n];
        ByteBuffer chunk = WireWriter.chunkFor((long) n * Double.BYTES);
        int capacity = chunk.capacity() / Double.BYTES;
        for (int from = 0; from < n; from += capacity) {
            int count = Math.min(capacity, n - from);
            bytes(chunk.array(), 0, count * Double.BYTES);
            chunk.clear().asDoubleBuffer().get(values, from, count);
        }
        return values;
    }

    public void bytes(byte[] target, int offset, int count) {
        input.readBytes(target, offset, count);
        crc.update(target, offset, count);
    }

    void checksum() {
        int actual = (int) crc.getValue();
        input.readBytes(small.array(), 0, Integer.BYTES);
        int expected = small.getInt(0);
        if (expected != actual) {
            throw WireException.corrupt(what, expected, actual);
        }
    }

    private ByteBuffer take(int count) {
        bytes(small.array(), 0, count);
        return small.clear();
    }
}
