package io.tacit.spark.model;

import io.tacit.core.random.RandomKey;
import io.tacit.spark.worker.WorkerShard;
import java.util.ArrayList;
import java.util.List;

/** Shards with records (x₁, x₂, y), y near 1 + 2 x₁ - x₂; one of each given size. */
public final class Shards {
    public static final int FEATURES = 2;

    private Shards() {}

    public static List<WorkerShard> ofSizes(int... sizes) {
        List<WorkerShard> shards = new ArrayList<>();
        long id = 0;
        for (int worker = 0; worker < sizes.length; worker++) {
            long[] ids = new long[sizes[worker]];
            float[] rows = new float[sizes[worker] * (FEATURES + 1)];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = id++;
                row(ids[i], rows, i * (FEATURES + 1));
            }
            shards.add(WorkerShard.rows(worker, FEATURES + 1, ids, rows));
        }
        return shards;
    }

    /** All records in one shard. */
    public static WorkerShard together(List<WorkerShard> shards) {
        int count = shards.stream().mapToInt(WorkerShard::count).sum();
        return ofSizes(count).get(0);
    }

    private static void row(long id, float[] rows, int at) {
        RandomKey key = RandomKey.of(11).with(id);
        rows[at] = (float) key.gaussian(0);
        rows[at + 1] = (float) key.gaussian(1);
        rows[at + 2] = (float) (1 + 2 * rows[at] - rows[at + 1] + 0.1 * key.gaussian(2));
    }
}
