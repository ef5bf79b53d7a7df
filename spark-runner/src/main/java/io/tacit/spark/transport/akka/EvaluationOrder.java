package io.tacit.spark.transport.akka;

import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.model.Model;
import io.tacit.spark.wire.FlatVectorCodec;
import io.tacit.spark.wire.WireCodec;
import io.tacit.spark.wire.WireReader;
import io.tacit.spark.wire.WireWriter;
import io.tacit.spark.worker.Question;
import io.tacit.spark.worker.WorkPlan;

/** What the workers' records say of θ. */
record EvaluationOrder(long id, Question question, FlatVector theta, RandomKey key) implements Order {

    @Override
    public String inWords() {
        return "the " + question.inWords();
    }

    @Override
    public String kind() {
        return inWords();
    }

    @Override
    public Answer answer(WorkPlan plan, Model model, WorkerSplits records, int attempt) {
        return new EvaluationAnswer(id, question.answer(model.objective(), records.of(question.split()), theta, key));
    }

    /** {@code id · figure · split · most · θ · key}. */
    static final class Codec implements WireCodec<EvaluationOrder> {
        @Override
        public Class<EvaluationOrder> type() {
            return EvaluationOrder.class;
        }

        @Override
        public byte version() {
            return 2;
        }

        @Override
        public void encode(EvaluationOrder message, WireWriter out) {
            out.int64(message.id);
            out.text(message.question.figure().name());
            out.text(message.question.split().name());
            out.int32(message.question.most());
            out.part(FlatVectorCodec.INSTANCE, message.theta);
            out.int64(message.key.key());
            out.int64(message.key.stream());
        }

        @Override
        public EvaluationOrder decode(WireReader in) {
            return new EvaluationOrder(
                    in.int64(),
                    new Question(Question.Figure.valueOf(in.text()), Split.Part.valueOf(in.text()), in.int32()),
                    in.part(FlatVectorCodec.INSTANCE),
                    new RandomKey(in.int64(), in.int64()));
        }
    }
}
