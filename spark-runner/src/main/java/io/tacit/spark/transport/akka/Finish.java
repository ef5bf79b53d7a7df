package io.tacit.spark.transport.akka;

import io.tacit.spark.wire.WireCodec;
import io.tacit.spark.wire.WireReader;
import io.tacit.spark.wire.WireWriter;

/** The driver needs this host no longer. */
record Finish() implements WireMessage, Host.Event {

    /** {@code nothing}. */
    static final class Codec implements WireCodec<Finish> {
        @Override
        public Class<Finish> type() {
            return Finish.class;
        }

        @Override
        public byte version() {
            return 1;
        }

        @Override
        public void encode(Finish message, WireWriter out) {
            // Its class says it all.
        }

        @Override
        public Finish decode(WireReader in) {
            return new Finish();
        }
    }
}
