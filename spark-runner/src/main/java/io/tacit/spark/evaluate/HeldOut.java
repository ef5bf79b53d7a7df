package io.tacit.spark.evaluate;

import io.tacit.spark.data.LogDensity;
import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.worker.WorkerShard;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/** Negative log-likelihood per record in nats, in standardised units, over the shards of a split. */
public final class HeldOut {
    private HeldOut() {}

    /** Sums are folded by rank of worker: the same bits whatever ran where. */
    public static Estimate negativeLogLikelihood(JavaRDD<WorkerShard> shards, LogDensity.Source density) {
        List<double[]> sums = shards.map(shard -> sums(shard, density)).collect();
        double sum = 0;
        double squares = 0;
        long count = 0;
        for (double[] part : sums) {
            sum += part[0];
            squares += part[1];
            count += (long) part[2];
        }
        return Estimate.ofSums(sum, squares, count);
    }

    private static double[] sums(WorkerShard shard, LogDensity.Source source) {
        double sum = 0;
        double squares = 0;
        try (LogDensity density = source.open()) {
            for (double logDensity : density.of(shard.rows(), shard.examples())) {
                sum -= logDensity;
                squares += logDensity * logDensity;
            }
        }
        return new double[] {sum, squares, shard.examples()};
    }
}
