package io.tacit.spark.wire;

import com.esotericsoftware.kryo.Kryo;
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
        Frames.write(codec, value, output);
    }

    @Override
    public T read(Kryo kryo, Input input, Class<T> type) {
        return Frames.read(codec, input);
    }
}
