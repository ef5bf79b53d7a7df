package io.tacit.spark.transport.akka;

import io.tacit.spark.wire.WireCodec;
import io.tacit.spark.wire.WireReader;
import io.tacit.spark.wire.WireWriter;

/**
 * One piece of a {@link Parcel}. Each names its sender, which has no other parcel, so that chunks may come in any order
 * and more than once.
 *
 * @param index from 0
 * @param count chunks of the parcel
 */
record Chunk(RemoteRef<Sending.Event> from, int index, int count, byte[] bytes) implements WireMessage, Inbox.Event {
    /** What Artery's frames are sized for. */
    static final int MAX_BYTES = 1 << 20;

    Chunk {
        if (index < 0 || index >= count || bytes.length == 0 || bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("chunk: expected 0 <= index < count and 1 to " + MAX_BYTES
                    + " bytes, got chunk " + index + " of " + count + " with " + bytes.length + " bytes");
        }
    }

    /** {@code sender · index · count · bytes}. */
    static final class Codec implements WireCodec<Chunk> {
        @Override
        public Class<Chunk> type() {
            return Chunk.class;
        }

        @Override
        public byte version() {
            return 1;
        }

        @Override
        public void encode(Chunk chunk, WireWriter out) {
            out.text(chunk.from.path());
            out.int32(chunk.index);
            out.int32(chunk.count);
            out.length(chunk.bytes.length);
            out.bytes(chunk.bytes, 0, chunk.bytes.length);
        }

        @Override
        public Chunk decode(WireReader in) {
            RemoteRef<Sending.Event> from = new RemoteRef<>(in.text());
            int index = in.int32();
            int count = in.int32();
            byte[] bytes = new byte[in.arrayLength()];
            in.bytes(bytes, 0, bytes.length);
            return new Chunk(from, index, count, bytes);
        }
    }
}
