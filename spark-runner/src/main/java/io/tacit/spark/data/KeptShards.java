package io.tacit.spark.data;

import io.tacit.spark.worker.WorkerShard;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * Shards that stay with the executors, in memory or else on disk, until they are released. Rounds are many and shards large, so what
 * is kept in memory is the arrays that tasks work on, not bytes to make them of in each round: {@code 4 D + 8} bytes a record, once.
 * Spark sees arrays of numbers, which each of its serializers takes where they go to disk. Nobody may change them.
 *
 * @param arrays of each shard: worker and D, ids, values
 */
record KeptShards(JavaRDD<Object> arrays) {
    private static final int ARRAYS_OF_A_SHARD = 3;

    /** What is computed, as many shards in each partition, is kept when it is computed first. */
    static KeptShards of(JavaRDD<WorkerShard> computed) {
        return new KeptShards(computed.flatMap(shard -> List.<Object>of(
                                new long[] {shard.worker(), shard.features()}, shard.ids(), shard.rows())
                        .iterator())
                .persist(StorageLevel.MEMORY_AND_DISK()));
    }

    /** Of each partition the shard number {@code which}, from 0. */
    JavaRDD<WorkerShard> shards(int which) {
        return arrays.mapPartitions(all -> List.of(shard(all, which)).iterator(), true);
    }

    private static WorkerShard shard(Iterator<Object> arrays, int which) {
        List<Object> all = new ArrayList<>();
        arrays.forEachRemaining(all::add);
        int first = which * ARRAYS_OF_A_SHARD;
        long[] head = (long[]) all.get(first);
        return new WorkerShard((int) head[0], (int) head[1], (long[]) all.get(first + 1), (float[]) all.get(first + 2));
    }

    /** Computes what is not kept yet. To be called where Spark jobs may run. */
    void fill() {
        arrays.count();
    }

    void release() {
        arrays.unpersist();
    }
}
