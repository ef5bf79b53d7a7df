package io.tacit.benchmarks.rounds;

import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.average.RoundAverage;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.config.TransportConfig;
import io.tacit.spark.model.EngineChoice;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.transport.Transport;
import io.tacit.spark.transport.akka.AkkaSettings;
import io.tacit.spark.transport.akka.AkkaTransport;
import io.tacit.spark.transport.rdd.RddTransport;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.WorkPlan;
import io.tacit.spark.worker.WorkerRecords;
import io.tacit.spark.worker.WorkerShard;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;

/**
 * A transport, or a collective of one, that plays rounds without work.
 *
 * @param workers logical workers, one record each
 */
record Contestant(TransportConfig transport, int parameters, int workers) {
    private static final double NANOS = 1e9;

    /** Seconds of some rounds, in the order of time: of the whole round, and of it but for the slowest worker's computing. */
    record Seconds(double[] round, double[] synchronisation) {
        static double median(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        }
    }

    String name() {
        String kind = transport.kind().name().toLowerCase(Locale.ROOT);
        return kind + ", " + transport.collective().name().toLowerCase(Locale.ROOT);
    }

    Seconds play(Cluster cluster, int warmUp, int rounds) {
        WorkPlan plan = plan();
        JavaRDD<WorkerRecords> shards = cluster.context()
                .parallelize(IntStream.range(0, workers).boxed().toList(), workers)
                .map(w -> WorkerShard.rows(w, 1, new long[] {w}, new float[] {w}));
        int size = parameters;
        ModelRecipe recipe = ModelRecipe.of(engine -> new Idle(size), EngineChoice.single());
        try (Transport carrier = carrier(cluster, shards, recipe, plan)) {
            FlatVector theta = new Idle(parameters).initialTheta(RandomKey.of(1));
            RoundStart start = plan.first(theta);
            double[] whole = new double[rounds];
            double[] beside = new double[rounds];
            for (int i = -warmUp; i < rounds; i++) {
                long began = System.nanoTime();
                RoundAverage average = carrier.round(start);
                double seconds = (System.nanoTime() - began) / NANOS;
                start = start.next(1, average.mean(), average.optimizer());
                if (i >= 0) {
                    whole[i] = seconds;
                    beside[i] = seconds - average.tally().spent().slowestNanos() / NANOS;
                }
            }
            return new Seconds(whole, beside);
        }
    }

    private Transport carrier(Cluster cluster, JavaRDD<WorkerRecords> shards, ModelRecipe recipe, WorkPlan plan) {
        return switch (transport.kind()) {
            case RDD -> RddTransport.of(cluster.jobs(), split -> shards, recipe, plan, transport);
            case AKKA -> AkkaTransport.of(cluster.jobs(), split -> shards, recipe, plan, AkkaSettings.DEFAULT);
        };
    }

    /** One step of plain descent, whose optimizer remembers nothing. */
    private WorkPlan plan() {
        return WorkPlan.of(
                TrainingConfig.parse("batch = 1, localSteps = 1, optimizer.name = sgd, workers = " + workers));
    }
}
