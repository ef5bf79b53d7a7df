package io.tacit.spark.transport.akka;

import io.tacit.spark.wire.WireCodec;
import io.tacit.spark.wire.WireReader;
import io.tacit.spark.wire.WireWriter;
import io.tacit.spark.wire.WorkerResultCodec;
import io.tacit.spark.worker.WorkerResult;

/** To a {@link RoundOrder}. */
record RoundAnswer(long order, WorkerResult result) implements Answer {

    @Override
    public int worker() {
        return result.worker();
    }

    /** {@code order · result}. */
    static final class Codec implements WireCodec<RoundAnswer> {
        @Override
        public Class<RoundAnswer> type() {
            return RoundAnswer.class;
        }

        @Override
        public byte version() {
            return 1;
        }

        @Override
        public void encode(RoundAnswer message, WireWriter out) {
            out.int64(message.order);
            out.part(WorkerResultCodec.INSTANCE, message.result);
        }

        @Override
        public RoundAnswer decode(WireReader in) {
            return new RoundAnswer(in.int64(), in.part(WorkerResultCodec.INSTANCE));
        }
    }
}
