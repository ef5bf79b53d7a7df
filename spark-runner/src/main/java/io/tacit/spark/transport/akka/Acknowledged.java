package io.tacit.spark.transport.akka;

import io.tacit.spark.wire.WireCodec;
import io.tacit.spark.wire.WireReader;
import io.tacit.spark.wire.WireWriter;

/** The chunk of this index has arrived. */
record Acknowledged(int index) implements WireMessage, Sending.Event {

    /** {@code index}. */
    static final class Codec implements WireCodec<Acknowledged> {
        @Override
        public Class<Acknowledged> type() {
            return Acknowledged.class;
        }

        @Override
        public byte version() {
            return 1;
        }

        @Override
        public void encode(Acknowledged message, WireWriter out) {
            out.int32(message.index);
        }

        @Override
        public Acknowledged decode(WireReader in) {
            return new Acknowledged(in.int32());
        }
    }
}
