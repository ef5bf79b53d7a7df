package io.tacit.spark.transport.akka;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.tacit.spark.transport.TransportException;
import io.tacit.spark.wire.FramedSerializer;
import io.tacit.spark.wire.TacitRegistrator;
import io.tacit.spark.wire.WireCodec;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Kryo with the same serializers as Spark's and those of the messages between actors. It reads and writes registered
 * classes only. One Kryo a thread, since it is not made for several.
 */
final class WireKryo {
    /** Behind Spark's and those of {@link TacitRegistrator}. */
    private static final int FIRST_ID = 6000;

    private static final int BUFFER = 1 << 13;
    private static final List<WireCodec<?>> CODECS = List.of(
            new Chunk.Codec(),
            new Withdrawn.Codec(),
            new Acknowledged.Codec(),
            new Refused.Codec(),
            new Hello.Codec(),
            new Heartbeat.Codec(),
            new Finish.Codec(),
            new RoundOrder.Codec(),
            new RoundAnswer.Codec(),
            new EvaluationOrder.Codec(),
            new EvaluationAnswer.Codec());

    private final ThreadLocal<Kryo> kryos = ThreadLocal.withInitial(WireKryo::kryo);

    private static Kryo kryo() {
        Kryo kryo = new Kryo();
        kryo.setRegistrationRequired(true);
        kryo.setReferences(true);
        kryo.setClassLoader(WireKryo.class.getClassLoader());
        new TacitRegistrator().registerClasses(kryo);
        int id = FIRST_ID;
        for (WireCodec<?> codec : CODECS) {
            kryo.register(new Registration(codec.type(), new FramedSerializer<>(codec), id++));
        }
        return kryo;
    }

    /** @throws TransportException where the class, or one inside, is not registered */
    void write(Object value, OutputStream to) {
        try {
            Output output = new Output(to, BUFFER);
            kryos.get().writeClassAndObject(output, value);
            output.flush();
        } catch (IllegalArgumentException | KryoException e) {
            throw new TransportException(value.getClass().getName() + " is not sent: " + firstLine(e), e);
        }
    }

    /** @throws TransportException where the bytes name a class that is not registered, or are cut off */
    Object read(InputStream from) {
        try {
            return kryos.get().readClassAndObject(new Input(from, BUFFER));
        } catch (IllegalArgumentException | KryoException e) {
            throw new TransportException("a message was refused: " + firstLine(e), e);
        }
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
    }
}
