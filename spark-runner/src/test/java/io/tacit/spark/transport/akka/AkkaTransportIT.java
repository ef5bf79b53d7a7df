package io.tacit.spark.transport.akka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.average.NonFiniteResultException;
import io.tacit.spark.average.Rejection;
import io.tacit.spark.average.RoundAverage;
import io.tacit.spark.config.TransportConfig;
import io.tacit.spark.model.EngineChoice;
import io.tacit.spark.model.ModelFactory;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.model.Shards;
import io.tacit.spark.transport.Disturbed;
import io.tacit.spark.transport.Rounds;
import io.tacit.spark.transport.StoppedException;
import io.tacit.spark.transport.Transport;
import io.tacit.spark.transport.TransportException;
import io.tacit.spark.transport.rdd.CancellableJobs;
import io.tacit.spark.transport.rdd.LocalSpark;
import io.tacit.spark.transport.rdd.RddTransport;
import io.tacit.spark.wire.Given;
import io.tacit.spark.worker.Question;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.ShardSums;
import io.tacit.spark.worker.WorkPlan;
import io.tacit.spark.worker.WorkerRecords;
import io.tacit.spark.worker.WorkerShard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class AkkaTransportIT {
    private static final FlatVector THETA = Rounds.start(Rounds.PLAN).theta();

    @Test
    @DisplayName("C10 C11 eight workers on 1, 2 and 4 resident hosts: the SHA-256 of θ and the losses of transport rdd")
    void sameBits() throws Exception {
        String rounds;
        List<ShardSums> losses;
        try (SparkSession spark = LocalSpark.start("local[2]")) {
            Transport rdd = RddTransport.of(
                    jobs(spark, Duration.ofMinutes(2), () -> false),
                    split -> rdd(spark, Shards.ofSizes(Rounds.SIZES)),
                    ModelRecipe.of(Rounds.REGRESSION, EngineChoice.single()),
                    Rounds.PLAN,
                    TransportConfig.DEFAULT);
            rounds = Rounds.after(rdd, Rounds.PLAN, 5).theta().sha256();
            losses = rdd.evaluate(Question.loss(Split.Part.VALIDATION), THETA, RandomKey.of(1));
        }
        for (String master : List.of("local[1]", "local[2]", "local[4]")) {
            try (SparkSession spark = LocalSpark.start(master);
                    AkkaTransport akka = transport(spark, Rounds.REGRESSION)) {
                assertThat(Rounds.after(akka, Rounds.PLAN, 5).theta().sha256()).isEqualTo(rounds);
                assertThat(akka.evaluate(Question.loss(Split.Part.VALIDATION), THETA, RandomKey.of(1)))
                        .extracting(ShardSums::worker, ShardSums::sums)
                        .isEqualTo(losses.stream()
                                .map(l -> tuple(l.worker(), l.sums()))
                                .toList());
            }
        }
    }

    @Test
    @DisplayName("C13 a host that fails is repeated, gets the round that is going on, counts once and changes nothing")
    void retry() throws Exception {
        String undisturbed;
        try (SparkSession spark = LocalSpark.start("local[2]");
                AkkaTransport akka = transport(spark, Rounds.REGRESSION)) {
            undisturbed = Rounds.after(akka, Rounds.PLAN, 3).theta().sha256();
        }
        try (SparkSession spark = LocalSpark.start("local[2,4]");
                AkkaTransport akka = transport(spark, Disturbed.by(Disturbed.failsOnce(1)))) {
            RoundStart start = Rounds.start(Rounds.PLAN);
            for (int round = 0; round < 3; round++) {
                RoundAverage average = akka.round(start);
                assertThat(average.tally().examples()).isEqualTo(Rounds.EXAMPLES);
                start = Rounds.next(Rounds.PLAN, start, average);
            }
            assertThat(start.theta().sha256()).isEqualTo(undisturbed);
        }
    }

    @Test
    @DisplayName("what an objective throws reaches the driver; afterwards the slots are free for other jobs")
    void failure() throws Exception {
        ModelFactory broken = Disturbed.by(examples -> {
            throw new IllegalStateException("the objective is broken");
        });
        try (SparkSession spark = LocalSpark.start("local[2]")) {
            try (AkkaTransport akka = transport(spark, broken)) {
                assertThatThrownBy(() -> akka.round(Rounds.start(Rounds.PLAN)))
                        .isInstanceOf(TransportException.class)
                        .hasMessageContaining("round 1 failed: ")
                        .hasMessageContaining("the objective is broken");
                assertThat(akka.evaluate(Question.loss(Split.Part.TEST), THETA, RandomKey.of(1)))
                        .hasSize(8);
            }
            assertThat(context(spark).parallelize(List.of(1, 2, 3, 4), 4).count())
                    .isEqualTo(4);
        }
    }

    @Test
    @DisplayName(
            "C19 one of four workers hangs: with quorum 3 the round ends at its deadline without it, with 4 it is named")
    void quorum() throws Exception {
        int[] sizes = {5, 5, 5, 5};
        WorkPlan plan = Rounds.plan("batch = 16, localSteps = 2, optimizer.lr = 0.01, workers = 4");
        ModelFactory hanging = Disturbed.by(Disturbed.hangsOn(12)); // of worker 2
        RoundStart start = Rounds.start(plan);
        try (SparkSession spark = LocalSpark.start("local[4]")) {
            AkkaSettings three = AkkaSettings.DEFAULT.quorum(3, new Deadline.Fixed(Duration.ofSeconds(1)));
            try (AkkaTransport akka =
                    transport(jobs(spark, Duration.ofMinutes(2), () -> false), hanging, plan, three, sizes)) {
                akka.evaluate(Question.loss(Split.Part.TRAIN), start.theta(), RandomKey.of(1)); // hosts are there
                long began = System.nanoTime();
                RoundAverage average = akka.round(start);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
                assertThat(average.tally().contributors()).isEqualTo(3);
                assertThat(average.tally().examples()).isEqualTo(3 * 2 * 5);
                assertThat(average.tally().rejected())
                        .extracting(Rejection::worker)
                        .containsExactly(2);
                assertThat(average.tally().rejected().get(0).reason())
                        .matches("no result within [0-9.]+ s from 127[.]0[.]0[.]1:\\d+ \\(task \\d+\\)");
                // The mean of the three by hand, through the transport without the fourth.
                assertThat(akka.round(start).mean()).isEqualTo(average.mean());
            }
            try (AkkaTransport akka = transport(
                    jobs(spark, Duration.ofSeconds(4), () -> false), hanging, plan, AkkaSettings.DEFAULT, sizes)) {
                assertThatThrownBy(() -> akka.round(start))
                        .isInstanceOf(TransportException.class)
                        .hasMessageMatching("round 1 did not end within 4[.]0 s: no result of .*worker 2 on .*");
            }
            assertThat(context(spark).parallelize(List.of(1, 2, 3, 4), 4).count())
                    .isEqualTo(4);
        }
    }

    @Test
    @DisplayName("a round that nobody wants any more is interrupted")
    void stopped() throws Exception {
        try (SparkSession spark = LocalSpark.start("local[2]");
                AkkaTransport akka = transport(
                        jobs(spark, Duration.ofMinutes(2), Disturbed::someHangs),
                        Disturbed.by(Disturbed.hangs()),
                        Rounds.PLAN,
                        AkkaSettings.DEFAULT,
                        Rounds.SIZES)) {
            assertThatThrownBy(() -> akka.round(Rounds.start(Rounds.PLAN)))
                    .isInstanceOf(StoppedException.class)
                    .hasMessageContaining("interrupted on request, in the middle of round 1");
        }
    }

    @Test
    @DisplayName("C20 C21 empty workers are no trouble; one whose records are NaN is rejected, or ends the run")
    void emptyAndNonFinite() throws Exception {
        List<WorkerShard> shards = new ArrayList<>(Shards.ofSizes(1, 0, 0, 1, 0, 0, 1, 2));
        WorkerShard last = shards.get(7);
        float[] bad = new float[last.all().rows().length];
        Arrays.fill(bad, Float.NaN);
        shards.set(7, WorkerShard.rows(7, last.all().dim(), last.ids(), bad));
        WorkPlan strict = Rounds.plan("batch = 16, localSteps = 5, optimizer.lr = 0.01, averaging.nonFinite = fail");
        try (SparkSession spark = LocalSpark.start("local[2]")) {
            JavaRDD<WorkerRecords> rdd = rdd(spark, shards);
            ModelRecipe recipe = ModelRecipe.of(Rounds.REGRESSION, EngineChoice.single());
            CancellableJobs jobs = jobs(spark, Duration.ofMinutes(2), () -> false);
            try (AkkaTransport akka = AkkaTransport.of(jobs, part -> rdd, recipe, Rounds.PLAN, AkkaSettings.DEFAULT)) {
                RoundAverage average = akka.round(Rounds.start(Rounds.PLAN));
                assertThat(average.tally().contributors()).isEqualTo(3);
                assertThat(average.tally().examples()).isEqualTo(15);
                assertThat(average.tally().rejected())
                        .extracting(Rejection::worker)
                        .containsExactly(7);
                assertThat(average.mean().firstNonFinite()).isEqualTo(-1);
            }
            try (AkkaTransport akka = AkkaTransport.of(jobs, part -> rdd, recipe, strict, AkkaSettings.DEFAULT)) {
                assertThatThrownBy(() -> akka.round(Rounds.start(strict)))
                        .isInstanceOf(NonFiniteResultException.class)
                        .hasMessageContaining("7");
            }
        }
    }

    private static AkkaTransport transport(SparkSession spark, ModelFactory factory) {
        return transport(
                jobs(spark, Duration.ofMinutes(2), () -> false),
                factory,
                Rounds.PLAN,
                AkkaSettings.DEFAULT,
                Rounds.SIZES);
    }

    private static AkkaTransport transport(
            CancellableJobs jobs, ModelFactory factory, WorkPlan plan, AkkaSettings settings, int... sizes) {
        JavaRDD<WorkerRecords> shards = Given.shards(jobs.context(), Shards.ofSizes(sizes));
        return AkkaTransport.of(jobs, split -> shards, ModelRecipe.of(factory, EngineChoice.single()), plan, settings);
    }

    private static CancellableJobs jobs(SparkSession spark, Duration limit, BooleanSupplier stop) {
        return new CancellableJobs(context(spark), limit, stop);
    }

    private static JavaRDD<WorkerRecords> rdd(SparkSession spark, List<WorkerShard> shards) {
        return Given.shards(context(spark), shards);
    }

    private static JavaSparkContext context(SparkSession spark) {
        return JavaSparkContext.fromSparkContext(spark.sparkContext());
    }
}
