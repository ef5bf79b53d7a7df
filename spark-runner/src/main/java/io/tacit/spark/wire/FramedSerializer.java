package io.tacit.spark.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** Kryo's view of a {@link WireCodec}: the value as a part, then the CRC32C of its bytes. */
public final class FramedSerializer<T> extends Serializer<T> {
    private final WireCodec<T> codec;

    public FramedSerializer(WireCodec<T> codec) {
        super(false, true);
        this.codec = codec;
    }

    @Override
    public void write(Kryo kryo, Output output, T value) {
        WireWriter out = new WireWriter(output);
        out.part(codec, value);
        out.checksum();
    }

    @Override
    public T read(Kryo kryo, Input input, Class<T> type) {
        String what = codec.type().getSimpleName();
        WireReader in = new WireReader(input, what);
        try {
            T value = in.part(codec);
            in.checksum();
            return value;
        } catch (KryoException | IllegalArgumentException | ArithmeticException e) {
            // Too few bytes, or damaged fields that a record refused before the last checksum was reached.
            throw WireException.unreadable(what, e);
        }
    }
}
