package io.tacit.spark.transport.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.average.RoundAverage;
import io.tacit.spark.config.TransportConfig;
import io.tacit.spark.config.TransportConfig.Collective;
import io.tacit.spark.model.EngineChoice;
import io.tacit.spark.model.ModelFactory;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.model.Shards;
import io.tacit.spark.transport.Disturbed;
import io.tacit.spark.transport.Rounds;
import io.tacit.spark.transport.StoppedException;
import io.tacit.spark.transport.TransportException;
import io.tacit.spark.wire.Given;
import io.tacit.spark.worker.Question;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.ShardSums;
import io.tacit.spark.worker.WorkPlan;
import io.tacit.spark.worker.WorkerRecords;
import io.tacit.spark.worker.WorkerState;
import io.tacit.spark.worker.WorkerStates;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.BlockId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import scala.runtime.AbstractFunction1;

class RddTransportIT {

    @Test
    @DisplayName("C10 C11 eight logical workers on 1, 2 and 4 task slots give the same SHA-256 of θ")
    void slotsDoNotMatter() throws Exception {
        String one = thetaAfterRounds("local[1]", Rounds.REGRESSION, 5);
        assertThat(thetaAfterRounds("local[2]", Rounds.REGRESSION, 5)).isEqualTo(one);
        assertThat(thetaAfterRounds("local[4]", Rounds.REGRESSION, 5)).isEqualTo(one);
    }

    @ParameterizedTest
    @EnumSource(value = TransportConfig.Collective.class)
    @DisplayName("C13 a task that fails once is repeated, counts once and changes nothing, whatever the collective")
    void retry(Collective collective) throws Exception {
        String undisturbed = thetaAfterRounds("local[2]", Rounds.REGRESSION, 3);
        TransportConfig config = TransportConfig.of(TransportConfig.Kind.RDD, collective);
        ModelFactory failing = Disturbed.by(Disturbed.failsOnce(3));
        assertThat(thetaAfterRounds("local[2,4]", failing, config, 3)).isEqualTo(undisturbed);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "8"})
    @DisplayName(
            "C09 flat, trees of depth 2 and 3, and sharded on Spark: the same average of the same results, bit by bit")
    void collectivesAgree(int workers) throws Exception {
        try (SparkSession spark = LocalSpark.start("local[2]")) {
            for (int parameters : new int[] {1, 7, 1000, 300_000}) {
                WorkPlan plan = Rounds.plan("workers = " + workers + ", localSteps = 1, batch = 3, optimizer.lr = 0.1");
                FlatVector theta = FlatVector.zeros(Precision.FLOAT32, parameters);
                RoundStart start = plan.first(theta);
                int[] sizes = new int[workers];
                for (int w = 0; w < workers; w++) {
                    sizes[w] = 2 + 3 * w;
                }
                RoundAverage flat = round(spark, plan, start, Collective.FLAT, 2, sizes);
                assertThat(flat.tally().contributors()).isEqualTo(workers);
                for (RoundAverage other : List.of(
                        round(spark, plan, start, Collective.TREE, 2, sizes),
                        round(spark, plan, start, Collective.TREE, 3, sizes),
                        round(spark, plan, start, Collective.SHARDED, 2, sizes))) {
                    assertThat(other.mean()).isEqualTo(flat.mean());
                    assertThat(other.optimizer()).isEqualTo(flat.optimizer());
                    assertThat(other.tally().examples()).isEqualTo(flat.tally().examples());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "local,none,FLAT",
        "local,top-k,TREE",
        "reset,threshold,SHARDED",
        "reset,int8,TREE",
        "average,bf16,SHARDED"
    })
    @DisplayName(
            "C13 C15 what workers remember stays with them, is made again where it is lost, and can be brought and given back: the same bits")
    void workerStates(String states, String compression, Collective collective) throws Exception {
        WorkPlan plan = Rounds.plan("batch = 16, localSteps = 3, optimizer.lr = 0.01, averaging.optimizerState = "
                + states + ", averaging.compression.name = " + compression);
        TransportConfig config = TransportConfig.of(TransportConfig.Kind.RDD, collective);
        try (SparkSession spark = LocalSpark.start("local[2,4]")) {
            CancellableJobs jobs = jobs(spark, Duration.ofMinutes(2), () -> false);
            RoundStart atOnce;
            try (RddTransport transport = transport(jobs, Rounds.REGRESSION, plan, config, Rounds.SIZES)) {
                atOnce = Rounds.after(transport, plan, 6);
                assertThat(transport.workerStates(7).values().stream().anyMatch(m -> !m.equals(WorkerState.EMPTY)))
                        .isEqualTo(plan.averaging().remembers());
            }
            ModelFactory failing = Disturbed.by(Disturbed.failsOnce(3));
            try (RddTransport transport = transport(jobs, failing, plan, config, Rounds.SIZES)) {
                RoundStart start = Rounds.after(transport, plan, 3);
                // Executors lose what they keep.
                jobs.context().getPersistentRDDs().values().forEach(JavaRDD::unpersist);
                start = Rounds.next(plan, start, transport.round(start));
                // A round whose end the driver did not live to see.
                transport.round(start);
                RoundStart resumed = start.with(new WorkerStates.Given(transport.workerStates(start.round())));
                try (RddTransport other = transport(jobs, Rounds.REGRESSION, plan, config, Rounds.SIZES)) {
                    RoundStart last = Rounds.next(plan, resumed, other.round(resumed));
                    last = Rounds.next(plan, last, other.round(last));
                    assertThat(last.theta()).isEqualTo(atOnce.theta());
                    assertThat(last.optimizer()).isEqualTo(atOnce.optimizer());
                }
            }
        }
    }

    private static RoundAverage round(
            SparkSession spark, WorkPlan plan, RoundStart start, Collective collective, int depth, int... sizes) {
        int parameters = start.theta().length();
        TransportConfig config =
                TransportConfig.of(TransportConfig.Kind.RDD, collective).deep(depth);
        try (RddTransport transport = transport(
                jobs(spark, Duration.ofMinutes(2), () -> false), Scattered.of(parameters), plan, config, sizes)) {
            return transport.round(start);
        }
    }

    @Test
    @DisplayName("C20 three records on eight workers train")
    void fewRecords() throws Exception {
        try (SparkSession spark = LocalSpark.start("local[2]")) {
            RoundAverage average =
                    transport(spark, Rounds.REGRESSION, 1, 0, 0, 1, 0, 0, 1, 0).round(Rounds.start(Rounds.PLAN));
            assertThat(average.tally().contributors()).isEqualTo(3);
            assertThat(average.tally().examples()).isEqualTo(15);
            assertThat(average.mean().firstNonFinite()).isEqualTo(-1);
        }
    }

    @Test
    @DisplayName("an evaluation looks at every record once")
    void evaluation() throws Exception {
        try (SparkSession spark = LocalSpark.start("local[2]")) {
            FlatVector theta = Rounds.start(Rounds.PLAN).theta();
            ShardSums total = ShardSums.total(transport(spark, Rounds.REGRESSION, Rounds.SIZES)
                    .evaluate(Question.loss(Split.Part.VALIDATION), theta, RandomKey.of(1)));
            assertThat(total.sums().count()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName(
            "C25 results larger than Spark lets through are refused before the job with the value needed, or take another way")
    void maxResultSize() throws Exception {
        try (SparkSession spark = LocalSpark.start("local[2]", "spark.driver.maxResultSize", "1m")) {
            WorkPlan plan = Rounds.plan("batch = 4, localSteps = 1");
            FlatVector large = FlatVector.zeros(Precision.FLOAT32, 50_000);
            RoundStart start = plan.first(large);
            assertThatThrownBy(() -> round(spark, plan, start, Collective.FLAT, 2, Rounds.SIZES))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("set spark.driver.maxResultSize=5m");
            assertThat(round(spark, plan, start, Collective.AUTO, 2, Rounds.SIZES)
                            .tally()
                            .contributors())
                    .isEqualTo(7);
            // A result fits, also eight of them in slices; what eight workers remember does not.
            WorkPlan remembering = Rounds.plan("batch = 4, localSteps = 1, averaging.optimizerState = local");
            assertThatThrownBy(() -> round(spark, remembering, start, Collective.AUTO, 2, Rounds.SIZES))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("what workers remember")
                    .hasMessageContaining("set spark.driver.maxResultSize=4m");
        }
    }

    @Test
    @DisplayName("a round that takes too long is given up, and one that nobody wants any more")
    void bounded() throws Exception {
        ModelFactory hanging = Disturbed.by(Disturbed.hangs());
        RoundStart start = Rounds.start(Rounds.PLAN);
        try (SparkSession spark = LocalSpark.start("local[2]")) {
            assertThatThrownBy(() -> transport(jobs(spark, Duration.ofMillis(300), () -> false), hanging)
                            .round(start))
                    .isInstanceOf(TransportException.class)
                    .hasMessageMatching("round 1 did not end within 0[.]3 s: .*; look for a lost executor or raise"
                            + " training[.]roundTimeout");
            assertThatThrownBy(() -> transport(jobs(spark, Duration.ofSeconds(60), Disturbed::someHangs), hanging)
                            .round(start))
                    .isInstanceOf(StoppedException.class)
                    .hasMessageContaining("interrupted on request, in the middle of round 1");
        }
    }

    @Test
    @DisplayName("C26 rounds leave no broadcast behind")
    void noBroadcasts() throws Exception {
        try (SparkSession spark = LocalSpark.start("local[2]")) {
            Rounds.after(transport(spark, Rounds.REGRESSION, Rounds.SIZES), Rounds.PLAN, 50);
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
        return thetaAfterRounds(master, factory, TransportConfig.DEFAULT, rounds);
    }

    private static String thetaAfterRounds(String master, ModelFactory factory, TransportConfig config, int rounds)
            throws Exception {
        try (SparkSession spark = LocalSpark.start(master)) {
            CancellableJobs jobs = jobs(spark, Duration.ofMinutes(2), () -> false);
            RddTransport transport = transport(jobs, factory, Rounds.PLAN, config, Rounds.SIZES);
            RoundStart start = Rounds.start(Rounds.PLAN);
            for (int round = 0; round < rounds; round++) {
                RoundAverage average = transport.round(start);
                assertThat(average.tally().examples()).isEqualTo(Rounds.EXAMPLES);
                start = Rounds.next(Rounds.PLAN, start, average);
            }
            return start.theta().sha256();
        }
    }

    private static RddTransport transport(SparkSession spark, ModelFactory factory, int... sizes) {
        return transport(
                jobs(spark, Duration.ofMinutes(2), () -> false), factory, Rounds.PLAN, TransportConfig.DEFAULT, sizes);
    }

    private static RddTransport transport(CancellableJobs jobs, ModelFactory factory) {
        return transport(jobs, factory, Rounds.PLAN, TransportConfig.DEFAULT, Rounds.SIZES);
    }

    private static CancellableJobs jobs(SparkSession spark, Duration limit, BooleanSupplier stop) {
        return new CancellableJobs(JavaSparkContext.fromSparkContext(spark.sparkContext()), limit, stop);
    }

    private static RddTransport transport(
            CancellableJobs jobs, ModelFactory factory, WorkPlan plan, TransportConfig config, int... sizes) {
        JavaRDD<WorkerRecords> shards = Given.shards(jobs.context(), Shards.ofSizes(sizes));
        return RddTransport.of(jobs, split -> shards, ModelRecipe.of(factory, EngineChoice.single()), plan, config);
    }
}
