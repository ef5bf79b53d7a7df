package io.tacit.spark.evaluate;

import io.tacit.spark.worker.WorkerShard;
import java.util.Arrays;

/**
 * n, Σx and Σ x xᵀ of standardised records, which are near 0, so that nothing cancels.
 *
 * @param sums n, then D sums, then D × D products
 */
record CrossProducts(int dimension, double[] sums) {
    static CrossProducts zero(int dimension) {
        return new CrossProducts(dimension, new double[1 + dimension + dimension * dimension]);
    }

    static CrossProducts of(WorkerShard shard) {
        int d = shard.features();
        double[] sums = zero(d).sums;
        sums[0] = shard.examples();
        float[] rows = shard.rows();
        for (int at = 0; at < rows.length; at += d) {
            for (int i = 0; i < d; i++) {
                double x = rows[at + i];
                sums[1 + i] += x;
                for (int j = 0; j < d; j++) {
                    sums[1 + d + i * d + j] += x * rows[at + j];
                }
            }
        }
        return new CrossProducts(d, sums);
    }

    void add(CrossProducts other) {
        Arrays.setAll(sums, i -> sums[i] + other.sums[i]);
    }

    double[] mean() {
        double[] mean = Arrays.copyOfRange(sums, 1, 1 + dimension);
        Arrays.setAll(mean, i -> mean[i] / sums[0]);
        return mean;
    }

    double[] covariance() {
        double[] mean = mean();
        double[] covariance = Arrays.copyOfRange(sums, 1 + dimension, sums.length);
        Arrays.setAll(covariance, at -> covariance[at] / sums[0] - mean[at / dimension] * mean[at % dimension]);
        return covariance;
    }
}
