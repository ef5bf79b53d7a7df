package io.tacit.spark.transport.akka;

import io.tacit.spark.wire.WireCodec;
import io.tacit.spark.wire.WireReader;
import io.tacit.spark.wire.WireWriter;

/** The driver is there. */
record Beat() implements WireMessage, Host.Event {

    /** {@code nothing}. */
    static final class Codec implements WireCodec<Beat> {
        @Override
        public Class<Beat> type() {
            return Beat.class;
        }

        @Override
        public byte version() {
            return 1;
        }

        @Override
        public void encode(Beat message, WireWriter out) {
            // Its class says it all.
        }

        @Override
        public Beat decode(WireReader in) {
            return new Beat();
        }
    }
}
