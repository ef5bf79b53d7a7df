package io.tacit.spark.transport.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.data.Split;
import io.tacit.core.optim.Adam;
import io.tacit.core.optim.Optimizer;
import io.tacit.core.optim.Schedule;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import io.tacit.core.train.Evaluation;
import io.tacit.core.train.Examples;
import io.tacit.core.train.LocalTraining;
import io.tacit.core.train.Objective;
import io.tacit.spark.average.Averaging;
import io.tacit.spark.average.RoundAverage;
import io.tacit.spark.config.AveragingConfig;
import io.tacit.spark.config.AveragingConfig.NonFinite;
import io.tacit.spark.config.AveragingConfig.OptimizerStates;
import io.tacit.spark.config.AveragingConfig.Weighting;
import io.tacit.spark.model.EngineChoice;
import io.tacit.spark.model.LinearRegression;
import io.tacit.spark.model.Model;
import io.tacit.spark.model.ModelFactory;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.model.Shards;
import io.tacit.spark.transport.StoppedException;
import io.tacit.spark.transport.TransportException;
import io.tacit.spark.worker.LocalWork;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.ShardLoss;
import io.tacit.spark.worker.WorkerResult;
import io.tacit.spark.worker.WorkerShard;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.BlockId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import scala.runtime.AbstractFunction1;

class RddTransportIT {
    private static final AveragingConfig RULES =
            new AveragingConfig(OptimizerStates.AVERAGE, Weighting.EXAMPLES, NonFinite.REJECT);
    private static final Optimizer ADAM = Adam.of(new Schedule.Constant(0.01));
    private static final LocalWork WORK = new LocalWork(new LocalTraining(ADAM, 16), 5, OptimizerStates.AVERAGE, 1);
    private static final int[] SIZES = {40, 7, 0, 25, 31, 16, 1, 80};
    private static final ModelFactory REGRESSION = LinearRegression.factory(Shards.FEATURES, Precision.FLOAT32);

    @Test
    @DisplayName("C10 C11 eight logical workers on 1, 2 and 4 task slots give the same SHA-256 of θ")
    void slotsDoNotMatter() throws Exception {
        String one = thetaAfterRounds("local[1]", REGRESSION, 5);
        assertThat(thetaAfterRounds("local[2]", REGRESSION, 5)).isEqualTo(one);
        assertThat(thetaAfterRounds("local[4]", REGRESSION, 5)).isEqualTo(one);
    }

    @Test
    @DisplayName("C13 a task that fails once is repeated, counts once and changes nothing")
    void retry() throws Exception {
        String undisturbed = thetaAfterRounds("local[2]", REGRESSION, 3);
        ModelFactory failing =
                engine -> new FailsOnFirstAttempt(new LinearRegression(Shards.FEATURES, Precision.FLOAT32), 3);
        assertThat(thetaAfterRounds("local[2,4]", failing, 3)).isEqualTo(undisturbed);
    }

    @Test
    @DisplayName("C20 three records on eight workers train")
    void fewRecords() throws Exception {
        try (SparkSession spark = LocalSpark.start("local[2]")) {
            RddTransport transport = transport(spark, REGRESSION, 1, 0, 0, 1, 0, 0, 1, 0);
            RoundAverage average = Averaging.of(RULES, start(), transport.round(start(), WORK));
            assertThat(average.contributors()).isEqualTo(3);
            assertThat(average.examples()).isEqualTo(15);
            assertThat(average.theta().firstNonFinite()).isEqualTo(-1);
        }
    }

    @Test
    @DisplayName("an evaluation looks at every record once")
    void evaluation() throws Exception {
        try (SparkSession spark = LocalSpark.start("local[2]")) {
            RddTransport transport = transport(spark, REGRESSION, SIZES);
            ShardLoss total =
                    ShardLoss.total(transport.evaluate(Split.Part.VALIDATION, start().theta(), RandomKey.of(1)));
            assertThat(total.loss().count()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("C25 results larger than Spark lets through are refused before the job, with the value needed")
    void maxResultSize() throws Exception {
        try (SparkSession spark = LocalSpark.start("local[2]", "spark.driver.maxResultSize", "1m")) {
            RddTransport transport = transport(spark, REGRESSION, SIZES);
            FlatVector large = FlatVector.zeros(Precision.FLOAT32, 50_000);
            RoundStart start = new RoundStart(1, 0, large, List.of(ADAM.init(large)));
            assertThatThrownBy(() -> transport.round(start, WORK))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("set spark.driver.maxResultSize=5m");
        }
    }

    @Test
    @DisplayName("a round that takes too long is given up, and one that nobody wants any more")
    void bounded() throws Exception {
        ModelFactory hanging = engine -> new Hangs(new LinearRegression(Shards.FEATURES, Precision.FLOAT32));
        try (SparkSession spark = LocalSpark.start("local[2]")) {
            assertThatThrownBy(() -> transport(spark, hanging, Duration.ofMillis(300), () -> false, SIZES)
                            .round(start(), WORK))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("round 1 did not end within 0 s");
            AtomicBoolean stop = new AtomicBoolean();
            CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(() -> stop.set(true));
            assertThatThrownBy(() -> transport(spark, hanging, Duration.ofSeconds(60), stop::get, SIZES)
                            .round(start(), WORK))
                    .isInstanceOf(StoppedException.class)
                    .hasMessageContaining("round 1 was broken off");
        }
    }

    @Test
    @DisplayName("C26 rounds leave no broadcast behind")
    void noBroadcasts() throws Exception {
        try (SparkSession spark = LocalSpark.start("local[2]")) {
            RddTransport transport = transport(spark, REGRESSION, SIZES);
            RoundStart start = start();
            for (int round = 0; round < 50; round++) {
                start = next(start, transport.round(start, WORK));
            }
            // Destroying is asynchronous; what Spark itself broadcasts for a job goes with the garbage.
            for (int i = 0; i < 50 && broadcasts(spark) > 0; i++) {
                System.gc();
                Thread.sleep(100);
            }
            assertThat(broadcasts(spark)).isZero();
        }
    }

    private static long broadcasts(SparkSession spark) {
        AbstractFunction1<BlockId, Object> isBroadcast = new AbstractFunction1<>() {
            @Override
            public Object apply(BlockId id) {
                return id.isBroadcast();
            }
        };
        return spark.sparkContext()
                .env()
                .blockManager()
                .getMatchingBlockIds(isBroadcast)
                .size();
    }

    private static String thetaAfterRounds(String master, ModelFactory factory, int rounds) throws Exception {
        try (SparkSession spark = LocalSpark.start(master)) {
            RddTransport transport = transport(spark, factory, SIZES);
            RoundStart start = start();
            for (int round = 0; round < rounds; round++) {
                List<WorkerResult> results = transport.round(start, WORK);
                assertThat(results.stream().mapToLong(WorkerResult::examples).sum())
                        .isEqualTo(5 * (16 + 7 + 16 + 16 + 16 + 1 + 16));
                start = next(start, results);
            }
            return start.theta().sha256();
        }
    }

    private static RoundStart next(RoundStart start, List<WorkerResult> results) {
        RoundAverage average = Averaging.of(RULES, start, results);
        return start.next(WORK.steps(), average.theta(), average.optimizers());
    }

    private static RoundStart start() {
        FlatVector theta = new LinearRegression(Shards.FEATURES, Precision.FLOAT32).initialTheta(RandomKey.of(3));
        return new RoundStart(1, 0, theta, List.of(ADAM.init(theta)));
    }

    private static RddTransport transport(SparkSession spark, ModelFactory factory, int... sizes) {
        return transport(spark, factory, Duration.ofMinutes(2), () -> false, sizes);
    }

    private static RddTransport transport(
            SparkSession spark, ModelFactory factory, Duration limit, BooleanSupplier stop, int... sizes) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        JavaRDD<WorkerShard> shards = context.parallelize(Shards.ofSizes(sizes), sizes.length);
        ModelRecipe recipe = ModelRecipe.of(factory, EngineChoice.single());
        return new RddTransport(new WatchedJobs(context, limit, stop), split -> shards, recipe);
    }

    /** Throws in the first attempt of the task of one partition. */
    private record FailsOnFirstAttempt(LinearRegression model, int partition) implements Model, Objective {
        @Override
        public Evaluation differentiate(Examples examples, FlatVector theta, RandomKey key, FlatVector gradient) {
            if (TaskContext.getPartitionId() == partition && TaskContext.get().attemptNumber() == 0) {
                throw new IllegalStateException("injected");
            }
            return model.differentiate(examples, theta, key, gradient);
        }

        @Override
        public Evaluation evaluate(Examples examples, FlatVector theta, RandomKey key) {
            return model.evaluate(examples, theta, key);
        }

        @Override
        public ParamLayout layout() {
            return model.layout();
        }

        @Override
        public Objective objective() {
            return this;
        }

        @Override
        public FlatVector initialTheta(RandomKey key) {
            return model.initialTheta(key);
        }
    }

    /** Never ends unless it is interrupted. */
    private record Hangs(LinearRegression model) implements Model, Objective {
        @Override
        public Evaluation differentiate(Examples examples, FlatVector theta, RandomKey key, FlatVector gradient) {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
            return Evaluation.NONE;
        }

        @Override
        public Evaluation evaluate(Examples examples, FlatVector theta, RandomKey key) {
            return Evaluation.NONE;
        }

        @Override
        public ParamLayout layout() {
            return model.layout();
        }

        @Override
        public Objective objective() {
            return this;
        }

        @Override
        public FlatVector initialTheta(RandomKey key) {
            return model.initialTheta(key);
        }
    }
}
