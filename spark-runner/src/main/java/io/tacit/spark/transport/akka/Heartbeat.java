package io.tacit.spark.transport.akka;

import io.tacit.spark.wire.WireCodec;
import io.tacit.spark.wire.WireReader;
import io.tacit.spark.wire.WireWriter;

/** The driver is there. */
record Heartbeat() implements WireMessage, Host.Event {

    /** {@code nothing}. */
    static final class Codec implements WireCodec<Heartbeat> {
        @Override
        public Class<Heartbeat> type() {
            return Heartbeat.class;
        }

        @Override
        public byte version() {
            return 1;
        }

        @Override
        public void encode(Heartbeat message, WireWriter out) {
            // Its class says it all.
        }

        @Override
        public Heartbeat decode(WireReader in) {
            return new Heartbeat();
        }
    }
}
