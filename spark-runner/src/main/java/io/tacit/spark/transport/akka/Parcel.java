package io.tacit.spark.transport.akka;

import io.tacit.spark.wire.Cutter;
import java.util.List;

/** A value as the bytes that are sent, cut into chunks: made once, sent to as many receivers as one likes. */
record Parcel(List<byte[]> chunks) {

    Parcel {
        chunks = List.copyOf(chunks);
        if (chunks.isEmpty()) {
            throw new IllegalArgumentException("chunks: expected 1 or more, got 0");
        }
    }

    static Parcel of(Object value, WireKryo kryo, int chunkBytes) {
        Cutter cutter = new Cutter(chunkBytes);
        kryo.write(value, cutter);
        return new Parcel(cutter.pieces());
    }

    long bytes() {
        return chunks.stream().mapToLong(chunk -> chunk.length).sum();
    }

    /** The value, which owns its memory. */
    Object open(WireKryo kryo) {
        return kryo.read(Cutter.joined(chunks));
    }
}
