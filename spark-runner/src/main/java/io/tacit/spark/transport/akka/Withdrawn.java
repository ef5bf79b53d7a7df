package io.tacit.spark.transport.akka;

import io.tacit.spark.wire.WireCodec;
import io.tacit.spark.wire.WireReader;
import io.tacit.spark.wire.WireWriter;

/** No more chunks will come from this sender: what has come is to be forgotten. */
record Withdrawn(RemoteRef<Sending.Event> from) implements WireMessage, Inbox.Event {

    /** {@code sender}. */
    static final class Codec implements WireCodec<Withdrawn> {
        @Override
        public Class<Withdrawn> type() {
            return Withdrawn.class;
        }

        @Override
        public byte version() {
            return 1;
        }

        @Override
        public void encode(Withdrawn message, WireWriter out) {
            out.text(message.from.path());
        }

        @Override
        public Withdrawn decode(WireReader in) {
            return new Withdrawn(new RemoteRef<>(in.text()));
        }
    }
}
