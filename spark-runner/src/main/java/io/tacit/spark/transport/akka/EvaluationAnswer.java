package io.tacit.spark.transport.akka;

import io.tacit.spark.wire.ShardSumsCodec;
import io.tacit.spark.wire.WireCodec;
import io.tacit.spark.wire.WireReader;
import io.tacit.spark.wire.WireWriter;
import io.tacit.spark.worker.ShardSums;

/** To an {@link EvaluationOrder}. */
record EvaluationAnswer(long order, ShardSums sums) implements Answer {

    @Override
    public int worker() {
        return sums.worker();
    }

    /** {@code order · sums}. */
    static final class Codec implements WireCodec<EvaluationAnswer> {
        @Override
        public Class<EvaluationAnswer> type() {
            return EvaluationAnswer.class;
        }

        @Override
        public byte version() {
            return 1;
        }

        @Override
        public void encode(EvaluationAnswer message, WireWriter out) {
            out.int64(message.order);
            out.part(ShardSumsCodec.INSTANCE, message.sums);
        }

        @Override
        public EvaluationAnswer decode(WireReader in) {
            return new EvaluationAnswer(in.int64(), in.part(ShardSumsCodec.INSTANCE));
        }
    }
}
