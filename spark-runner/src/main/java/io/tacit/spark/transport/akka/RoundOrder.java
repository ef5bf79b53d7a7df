package io.tacit.spark.transport.akka;

import io.tacit.spark.model.Model;
import io.tacit.spark.transport.Patience;
import io.tacit.spark.wire.RoundStartCodec;
import io.tacit.spark.wire.WireCodec;
import io.tacit.spark.wire.WireReader;
import io.tacit.spark.wire.WireWriter;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.WorkPlan;

/** One round of training. */
record RoundOrder(long id, RoundStart start) implements Order {

    @Override
    public String inWords() {
        return "round " + start.round();
    }

    @Override
    public String kind() {
        return Patience.ROUND;
    }

    @Override
    public Answer answer(WorkPlan plan, Model model, WorkerSplits records, int attempt) {
        return new RoundAnswer(
                id,
                plan.run(model, records.training(), start, start.workerStates().of(records.worker()), attempt));
    }

    /** {@code id · start}. */
    static final class Codec implements WireCodec<RoundOrder> {
        @Override
        public Class<RoundOrder> type() {
            return RoundOrder.class;
        }

        @Override
        public byte version() {
            return 1;
        }

        @Override
        public void encode(RoundOrder message, WireWriter out) {
            out.int64(message.id);
            out.part(RoundStartCodec.INSTANCE, message.start);
        }

        @Override
        public RoundOrder decode(WireReader in) {
            return new RoundOrder(in.int64(), in.part(RoundStartCodec.INSTANCE));
        }
    }
}
