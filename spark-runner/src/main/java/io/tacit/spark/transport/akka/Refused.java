package io.tacit.spark.transport.akka;

import io.tacit.spark.wire.WireCodec;
import io.tacit.spark.wire.WireReader;
import io.tacit.spark.wire.WireWriter;

/** The receiver cannot or must not read the parcel; it need not be sent again. */
record Refused(String reason) implements WireMessage, Sending.Event {

    /** {@code reason}. */
    static final class Codec implements WireCodec<Refused> {
        @Override
        public Class<Refused> type() {
            return Refused.class;
        }

        @Override
        public byte version() {
            return 1;
        }

        @Override
        public void encode(Refused message, WireWriter out) {
            out.text(message.reason);
        }

        @Override
        public Refused decode(WireReader in) {
            return new Refused(in.text());
        }
    }
}
