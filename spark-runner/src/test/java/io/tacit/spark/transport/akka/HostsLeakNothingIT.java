package io.tacit.spark.transport.akka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.model.EngineChoice;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.model.Shards;
import io.tacit.spark.transport.LeftBehind;
import io.tacit.spark.transport.Rounds;
import io.tacit.spark.transport.rdd.CancellableJobs;
import io.tacit.spark.transport.rdd.LocalSpark;
import io.tacit.spark.wire.Given;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.WorkPlan;
import io.tacit.spark.worker.WorkerRecords;
import java.time.Duration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HostsLeakNothingIT {
    private static final int PARAMETERS = 1_000_000;
    private static final int ROUNDS = 100;
    private static final WorkPlan PLAN =
            Rounds.plan("batch = 4, localSteps = 1, workers = 4, optimizer.name = sgd, optimizer.lr = 0.1");

    @Test
    @DisplayName(
            "C26 200 rounds of a million parameters: memory flat after warm-up; no thread is left when hosts have ended")
    void nothingIsLeft() throws Exception {
        try (SparkSession spark = LocalSpark.start("local[2]")) {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
            JavaRDD<WorkerRecords> shards = Given.shards(context, Shards.ofSizes(4, 4, 4, 4));
            try (AkkaTransport akka = AkkaTransport.of(
                    new CancellableJobs(context, Duration.ofMinutes(2), () -> false),
                    part -> shards,
                    ModelRecipe.of(Still.of(PARAMETERS), EngineChoice.single()),
                    PLAN,
                    AkkaSettings.DEFAULT)) {
                FlatVector theta = FlatVector.zeros(Precision.FLOAT32, PARAMETERS);
                RoundStart start = PLAN.first(theta);
                assertThat(LeftBehind.bytes(PLAN, akka, start, ROUNDS)).isZero();
            }
            assertThat(ActorThreads.thatStay()).isEmpty();
        }
    }
}
