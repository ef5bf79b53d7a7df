package io.tacit.spark.transport.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.data.Examples;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import io.tacit.core.train.Objective;
import io.tacit.core.train.Sums;
import io.tacit.spark.config.TransportConfig;
import io.tacit.spark.model.EngineChoice;
import io.tacit.spark.model.Model;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.model.Shards;
import io.tacit.spark.transport.LeftBehind;
import io.tacit.spark.transport.Rounds;
import io.tacit.spark.wire.Given;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.WorkPlan;
import io.tacit.spark.worker.WorkerRecords;
import java.io.IOException;
import java.time.Duration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RoundsLeakNothingIT {
    private static final WorkPlan PLAN =
            Rounds.plan("batch = 4, localSteps = 1, optimizer.name = sgd, optimizer.lr = 0.1");
    private static final WorkPlan REMEMBERING = Rounds.plan(
            "batch = 4, localSteps = 1, optimizer.name = adam, optimizer.lr = 0.1, averaging.optimizerState = local");

    @Test
    @DisplayName("C26 200 rounds of a million parameters: heap, direct and native memory stay flat after warm-up")
    void memoryStaysFlat() throws Exception {
        assertFlat(PLAN, 1_000_000, 100);
    }

    @Test
    @DisplayName("C26 the same where workers remember and no checkpoint is ever due")
    void memoriesDoNotPileUp() throws Exception {
        assertFlat(REMEMBERING, 250_000, 2 * Remembered.LONGEST_CHAIN);
    }

    private static void assertFlat(WorkPlan plan, int parameters, int rounds) throws IOException, InterruptedException {
        try (SparkSession spark = LocalSpark.start("local[2]")) {
            FlatVector theta = FlatVector.zeros(Precision.FLOAT32, parameters);
            RoundStart start = plan.first(theta);
            assertThat(LeftBehind.bytes(plan, transport(spark, plan, parameters), start, rounds))
                    .isZero();
        }
    }

    private static RddTransport transport(SparkSession spark, WorkPlan plan, int parameters) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        JavaRDD<WorkerRecords> shards = Given.shards(context, Shards.ofSizes(4, 4, 4, 4));
        ModelRecipe recipe = ModelRecipe.of(engine -> new Towards(1, parameters), EngineChoice.single());
        return RddTransport.of(
                new CancellableJobs(context, Duration.ofMinutes(2), () -> false),
                split -> shards,
                recipe,
                plan,
                TransportConfig.DEFAULT);
    }

    /** {@code Σ (θᵢ - target)² / 2}, whatever the records are. */
    private record Towards(double target, int parameters) implements Model, Objective {
        @Override
        public Sums differentiate(Examples examples, FlatVector theta, RandomKey key, FlatVector gradient) {
            for (int i = 0; i < theta.length(); i++) {
                gradient.set(i, gradient.get(i) + examples.count() * (theta.get(i) - target));
            }
            return evaluate(examples, theta, key);
        }

        @Override
        public Sums evaluate(Examples examples, FlatVector theta, RandomKey key) {
            return Sums.ofLoss(1, 1, examples.count());
        }

        @Override
        public ParamLayout layout() {
            return ParamLayout.builder().add("theta", parameters).build();
        }

        @Override
        public Objective objective() {
            return this;
        }

        @Override
        public FlatVector initialTheta(RandomKey key) {
            return FlatVector.zeros(Precision.FLOAT32, parameters);
        }
    }
}
