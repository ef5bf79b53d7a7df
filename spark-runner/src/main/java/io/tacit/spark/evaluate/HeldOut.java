package io.tacit.spark.evaluate;

import io.tacit.core.data.Standardization;
import io.tacit.spark.data.LogDensity;
import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.metrics.Nll;
import io.tacit.spark.worker.WorkerRecords;
import io.tacit.spark.worker.WorkerShard;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/** Negative log-likelihood per record over the shards of a split, of any density. */
public final class HeldOut {
    private static final int AT_ONCE = 4096;

    private final Standardization units;
    private double count;
    private double without;
    private final double[] standardised = new double[2];
    private final double[] ofData = new double[2];

    private HeldOut(Standardization units) {
        this.units = units;
    }

    /** The sums of each shard, in rank order: what {@link #of} makes a figure of. */
    public static JavaRDD<double[]> sums(
            JavaRDD<WorkerRecords> shards, LogDensity.Source density, Standardization units) {
        return shards.map(shard -> new HeldOut(units).added(shard, density).travelling());
    }

    /** Sums are folded by rank of worker: the same bits whatever ran where. */
    public static Nll of(List<double[]> parts) {
        double[] all = new double[6];
        parts.forEach(part -> Arrays.setAll(all, i -> all[i] + part[i]));
        long records = (long) all[0];
        return new Nll(
                Estimate.ofSums(all[2], all[3], records), Estimate.ofSums(all[4], all[5], records), (long) all[1]);
    }

    private HeldOut added(WorkerRecords records, LogDensity.Source source) {
        WorkerShard shard = records.whole();
        int d = units.dimension();
        float[] all = shard.all().rows();
        try (LogDensity density = source.open()) {
            for (int first = 0; first < shard.count(); first += AT_ONCE) {
                int n = Math.min(AT_ONCE, shard.count() - first);
                double[] rows = new double[n * d];
                for (int i = 0; i < rows.length; i++) {
                    rows[i] = all[first * d + i];
                }
                add(rows, density.of(rows, n).logDensity());
            }
        }
        return this;
    }

    private void add(double[] rows, double[] logDensity) {
        int d = units.dimension();
        for (int i = 0; i < logDensity.length; i++) {
            if (Double.isFinite(logDensity[i])) {
                count++;
                add(standardised, -logDensity[i]);
                add(ofData, -logDensity[i] - units.logDerivative(Arrays.copyOfRange(rows, i * d, (i + 1) * d)));
            } else {
                without++;
            }
        }
    }

    private static void add(double[] sums, double value) {
        sums[0] += value;
        sums[1] += value * value;
    }

    private double[] travelling() {
        return new double[] {count, without, standardised[0], standardised[1], ofData[0], ofData[1]};
    }
}
