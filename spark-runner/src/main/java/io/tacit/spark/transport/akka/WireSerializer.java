package io.tacit.spark.transport.akka;

import akka.serialization.ByteBufferSerializer;
import akka.serialization.JSerializer;
import com.esotericsoftware.kryo.io.ByteBufferInputStream;
import com.esotericsoftware.kryo.io.ByteBufferOutputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Akka's view of {@link WireKryo}: the only serializer of messages between our actors. Akka makes it by its name. */
public final class WireSerializer extends JSerializer implements ByteBufferSerializer {
    /** As in {@code tacit-akka.conf}. */
    static final int IDENTIFIER = 742001;

    private final WireKryo kryo = new WireKryo();

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    /** Kryo writes the class itself, by its number. */
    @Override
    public boolean includeManifest() {
        return false;
    }

    @Override
    public byte[] toBinary(Object message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        kryo.write(message, bytes);
        return bytes.toByteArray();
    }

    @Override
    public Object fromBinaryJava(byte[] bytes, Class<?> manifest) {
        return fromBinary(ByteBuffer.wrap(bytes), "");
    }

    /** Straight into the frame. */
    @Override
    public void toBinary(Object message, ByteBuffer frame) {
        kryo.write(message, new ByteBufferOutputStream(frame));
    }

    @Override
    public Object fromBinary(ByteBuffer frame, String manifest) {
        return kryo.read(new ByteBufferInputStream(frame));
    }
}
