package io.tacit.spark.worker;

import io.tacit.core.data.Examples;
import io.tacit.core.random.RandomKey;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Records of one logical worker in memory, all of a part of the split or a piece of them, in an order that is theirs: one that follows from ids, or where
 * they were placed by cost, that.
 *
 * @param worker rank of the worker
 * @param features D, numbers in a record
 * @param ids n stable record ids
 * @param rows n × D standardised values, one record after the other
 */
public record WorkerShard(int worker, int features, long[] ids, float[] rows) implements WorkerRecords {

    public WorkerShard {
        if (rows.length != (long) ids.length * features) {
            throw new IllegalArgumentException("rows: expected " + ids.length + " records of " + features
                    + " values, got " + rows.length + " values");
        }
    }

    /** Some of the records, as the shard of a worker. */
    public WorkerShard pick(int ofWorker, int[] records) {
        long[] some = new long[records.length];
        float[] values = new float[records.length * features];
        for (int i = 0; i < records.length; i++) {
            some[i] = ids[records[i]];
            System.arraycopy(rows, records[i] * features, values, i * features, features);
        }
        return new WorkerShard(ofWorker, features, some, values);
    }

    /** About {@code share} of the records, those that the key chooses by their ids: the same ones however records are divided. */
    public WorkerShard sample(RandomKey key, double share) {
        return share >= 1
                ? this
                : pick(
                        worker,
                        IntStream.range(0, ids.length)
                                .filter(i -> key.with(ids[i]).uniform(0) < share)
                                .toArray());
    }

    /** All records of several shards, in their order. */
    public static WorkerShard joined(int worker, int features, List<WorkerShard> shards) {
        if (shards.size() == 1 && shards.get(0).worker == worker) {
            return shards.get(0);
        }
        TooManyRecordsException.refuse(
                shards.stream().mapToLong(WorkerShard::count).sum(), features);
        long[] ids =
                shards.stream().flatMapToLong(shard -> Arrays.stream(shard.ids)).toArray();
        float[] rows = new float[ids.length * features];
        int at = 0;
        for (WorkerShard shard : shards) {
            System.arraycopy(shard.rows, 0, rows, at, shard.rows.length);
            at += shard.rows.length;
        }
        return new WorkerShard(worker, features, ids, rows);
    }

    /** n, which may be 0. */
    @Override
    public int count() {
        return ids.length;
    }

    @Override
    public Examples all() {
        return Examples.rows(features, rows, ids);
    }

    @Override
    public WorkerShard whole() {
        return this;
    }

    @Override
    public WorkerRecords resident() {
        return this;
    }

    @Override
    public Iterator<WorkerShard> pieces() {
        return List.of(this).iterator();
    }

    @Override
    public Examples pick(int... which) {
        return all().pick(which);
    }

    /** By bits of the values. */
    @Override
    public boolean equals(Object other) {
        return other instanceof WorkerShard that
                && worker == that.worker
                && features == that.features
                && Arrays.equals(ids, that.ids)
                && Arrays.equals(rows, that.rows);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rows) + 31 * (Arrays.hashCode(ids) + 31 * worker);
    }

    @Override
    public String toString() {
        return "worker " + worker + ": " + ids.length + " records of " + features + " values";
    }
}
