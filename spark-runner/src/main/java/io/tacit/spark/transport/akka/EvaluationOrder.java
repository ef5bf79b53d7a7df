package io.tacit.spark.transport.akka;

import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.model.Model;
import io.tacit.spark.wire.FlatVectorCodec;
import io.tacit.spark.wire.WireCodec;
import io.tacit.spark.wire.WireReader;
import io.tacit.spark.wire.WireWriter;
import io.tacit.spark.worker.ShardLoss;
import io.tacit.spark.worker.WorkPlan;

/** The loss of all records of a split. */
record EvaluationOrder(long id, Split.Part part, FlatVector theta, RandomKey key) implements Order {

    @Override
    public String inWords() {
        return "the evaluation of the " + part + " records";
    }

    @Override
    public String kind() {
        return inWords();
    }

    @Override
    public Answer answer(WorkPlan plan, Model model, WorkerSplits records, int attempt) {
        return new EvaluationAnswer(id, ShardLoss.of(model.objective(), records.of(part), theta, key));
    }

    /** {@code id · part · θ · key}. */
    static final class Codec implements WireCodec<EvaluationOrder> {
        @Override
        public Class<EvaluationOrder> type() {
            return EvaluationOrder.class;
        }

        @Override
        public byte version() {
            return 1;
        }

        @Override
        public void encode(EvaluationOrder message, WireWriter out) {
            out.int64(message.id);
            out.text(message.part.name());
            out.part(FlatVectorCodec.INSTANCE, message.theta);
            out.int64(message.key.key());
            out.int64(message.key.stream());
        }

        @Override
        public EvaluationOrder decode(WireReader in) {
            return new EvaluationOrder(
                    in.int64(),
                    Split.Part.valueOf(in.text()),
                    in.part(FlatVectorCodec.INSTANCE),
                    new RandomKey(in.int64(), in.int64()));
        }
    }
}
