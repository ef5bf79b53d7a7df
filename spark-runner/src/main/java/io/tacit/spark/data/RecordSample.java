package io.tacit.spark.data;

import io.tacit.core.data.Split;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some training records, those whose ids have the smallest hashes: all of them up to {@value #MOST}, else that many. A
 * bottom-k sketch (Cohen, Kaplan: "Summarizing data using bottom-k sketches", PODC 2007), which is mergeable: which records
 * are in it depends on the ids alone, not on partitions, order or executors. Quantiles of it are off by about
 * {@code √(p (1 - p) / k)}, 0.4 % at the median.
 */
record RecordSample(int features, double[] rows) {
    static final int MOST = 1 << 14;

    private static final long SALT = 0x13198A2E03707344L; // digits of π
    private static final double UNIT = 0x1p-53;

    /**
     * What a shard contributes, one of {@code shards}: per record its hash as a number in [0, 1), then its values. No more
     * than a shard's part of the sample by eight standard deviations.
     */
    static double[] part(RawShard shard, int shards) {
        double share = (double) MOST / shards;
        int most = (int) Math.min(MOST, share + 8 * Math.sqrt(share) + 8);
        RecordBlock records = shard.records();
        int d = records.features();
        int[] training = IntStream.range(0, shard.parts().length)
                .filter(i -> shard.parts()[i] == Split.Part.TRAIN)
                .toArray();
        double[] hashes = Arrays.stream(training)
                .mapToDouble(i -> (StableHash.fold(SALT, records.ids()[i]) >>> 11) * UNIT)
                .toArray();
        double[] ascending = hashes.clone();
        Arrays.sort(ascending);
        double largest = hashes.length > most ? ascending[most - 1] : 1;
        int[] chosen = IntStream.range(0, training.length)
                .filter(i -> hashes[i] <= largest)
                .toArray();
        double[] part = new double[chosen.length * (d + 1)];
        for (int i = 0; i < chosen.length; i++) {
            part[i * (d + 1)] = hashes[chosen[i]];
            System.arraycopy(records.rows(), training[chosen[i]] * d, part, i * (d + 1) + 1, d);
        }
        return part;
    }

    /** From the parts of all shards, in whatever order. */
    static RecordSample of(int features, List<double[]> parts) {
        int width = features + 1;
        double[] all = parts.stream().flatMapToDouble(Arrays::stream).toArray();
        Comparator<Integer> byHash =
                (i, j) -> Arrays.compare(all, i * width, (i + 1) * width, all, j * width, (j + 1) * width);
        int[] chosen = IntStream.range(0, all.length / width)
                .boxed()
                .sorted(byHash)
                .limit(MOST)
                .mapToInt(i -> i)
                .toArray();
        double[] rows = new double[chosen.length * features];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(all, chosen[i] * width + 1, rows, i * features, features);
        }
        return new RecordSample(features, rows);
    }

    /** The values of a column, ascending. */
    double[] ascending(int column) {
        double[] values = IntStream.range(0, rows.length / features)
                .mapToDouble(i -> rows[i * features + column])
                .toArray();
        Arrays.sort(values);
        return values;
    }
}
