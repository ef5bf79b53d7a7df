package io.tacit.spark.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.data.Examples;
import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.train.MeasureSums;
import io.tacit.core.train.Objective;
import io.tacit.core.train.Sums;
import io.tacit.spark.model.Shards;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QuestionTest {
    private static final FlatVector THETA = FlatVector.of(new float[] {0});

    /** Each record's loss is its id; training sees half a nat less, and cannot use the record with the id {@code lost}. */
    private record Flattering(long lost) implements Objective {
        @Override
        public ParamLayout layout() {
            return ParamLayout.builder().add("w").build();
        }

        @Override
        public Sums differentiate(Examples examples, FlatVector theta, RandomKey key, FlatVector gradient) {
            int failed = 0;
            double sum = 0;
            for (long id : examples.ids()) {
                failed += id == lost ? 1 : 0;
                sum += id - 0.5;
            }
            return Sums.ofLoss(sum, 0, examples.count() - failed).failing(failed);
        }

        @Override
        public Sums evaluate(Examples examples, FlatVector theta, RandomKey key) {
            double sum = 0;
            for (long id : examples.ids()) {
                sum += id;
            }
            return Sums.ofLoss(sum, 0, examples.count());
        }
    }

    @Test
    @DisplayName(
            "the gap is that of the first records of a worker, in groups of 32; groups with a failed record do not count")
    void gap() {
        WorkerShard shard = Shards.ofSizes(200).get(0);
        ShardSums all = Question.gap(100).answer(new Flattering(-1), shard, THETA, RandomKey.of(1));
        assertThat(all.sums().count()).isEqualTo(4);
        assertThat(all.sums().mean()).isEqualTo(0.5);
        assertThat(all.sums().first()).contains(MeasureSums.of("gap", 2, 1, 4));
        ShardSums some = Question.gap(100).answer(new Flattering(shard.ids()[40]), shard, THETA, RandomKey.of(1));
        assertThat(some.sums().count()).isEqualTo(3);
        assertThat(some.sums().mean()).isEqualTo(0.5);
    }

    @Test
    @DisplayName("a question says what is asked of which records")
    void words() {
        assertThat(Question.loss(Split.Part.TEST).inWords()).isEqualTo("evaluation of the test records");
        assertThat(Question.gap(9).inWords()).isEqualTo("comparison of the solver with exact steps on train records");
    }
}
