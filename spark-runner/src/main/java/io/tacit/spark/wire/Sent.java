package io.tacit.spark.wire;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * A value that is broadcast as bytes. The tasks of a process share one copy, which the first of them reads from the bytes;
 * in the driver's process it is the value itself. Nobody may change it.
 */
public final class Sent<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    /** By the array of the first piece, which Spark holds as long as the broadcast is used here. */
    private static final Map<byte[], Copy> COPIES = Collections.synchronizedMap(new WeakHashMap<>());

    private final WireCodec<T> codec;
    private final ArrayList<Broadcast<byte[]>> pieces = new ArrayList<>();

    private Sent(WireCodec<T> codec) {
        this.codec = codec;
    }

    public static <T> Sent<T> of(JavaSparkContext context, T value, WireCodec<T> codec) {
        List<byte[]> pieces = Frames.pieces(codec, value);
        Copy copy = new Copy();
        copy.value = Optional.of(value);
        COPIES.put(pieces.get(0), copy);
        Sent<T> sent = new Sent<>(codec);
        pieces.forEach(piece -> sent.pieces.add(context.broadcast(piece)));
        return sent;
    }

    /** To be called by tasks. */
    public T value() {
        byte[] first = pieces.get(0).value();
        return codec.type()
                .cast(COPIES.computeIfAbsent(first, missing -> new Copy()).of(this));
    }

    private T read() {
        return Frames.value(codec, pieces.stream().map(Broadcast::value).toList());
    }

    /** In this process the copy goes at once: a map with weak keys would keep it until somebody looks after a collection. */
    public void destroy() {
        COPIES.remove(pieces.get(0).value());
        pieces.forEach(Broadcast::destroy);
    }

    /** Made by whoever comes first, while others that want the same wait. */
    private static final class Copy {
        private Optional<Object> value = Optional.empty();

        private synchronized Object of(Sent<?> sent) {
            if (value.isEmpty()) {
                value = Optional.of(sent.read());
            }
            return value.get();
        }
    }
}
