package io.tacit.spark.transport.akka;

import io.tacit.spark.wire.ShardLossCodec;
import io.tacit.spark.wire.WireCodec;
import io.tacit.spark.wire.WireReader;
import io.tacit.spark.wire.WireWriter;
import io.tacit.spark.worker.ShardLoss;

/** To an {@link EvaluationOrder}. */
record EvaluationAnswer(long order, ShardLoss loss) implements Answer {

    @Override
    public int worker() {
        return loss.worker();
    }

    /** {@code order · loss}. */
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
            out.part(ShardLossCodec.INSTANCE, message.loss);
        }

        @Override
        public EvaluationAnswer decode(WireReader in) {
            return new EvaluationAnswer(in.int64(), in.part(ShardLossCodec.INSTANCE));
        }
    }
}
