package io.tacit.spark.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.io.UnsafeInput;
import com.esotericsoftware.kryo.io.UnsafeOutput;

/** Kryo as Spark sets it up: registration required, references on, with unsafe or ordinary streams. */
enum KryoWire {
    UNSAFE,
    ORDINARY;

    private static final int GROWS_TO_ANY_SIZE = -1;

    byte[] write(Object value) {
        Output output =
                this == UNSAFE ? new UnsafeOutput(4096, GROWS_TO_ANY_SIZE) : new Output(4096, GROWS_TO_ANY_SIZE);
        kryo().writeClassAndObject(output, value);
        return output.toBytes();
    }

    Object read(byte[] bytes) {
        Input input = this == UNSAFE ? new UnsafeInput(bytes) : new Input(bytes);
        return kryo().readClassAndObject(input);
    }

    Object roundTrip(Object value) {
        return read(write(value));
    }

    private static Kryo kryo() {
        Kryo kryo = new Kryo();
        kryo.setRegistrationRequired(true);
        kryo.setReferences(true);
        new TacitRegistrator().registerClasses(kryo);
        return kryo;
    }
}
