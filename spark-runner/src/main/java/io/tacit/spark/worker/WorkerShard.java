package io.tacit.spark.worker;

import io.tacit.core.data.Examples;
import io.tacit.core.data.Schema;
import io.tacit.core.random.RandomKey;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Records of one logical worker in memory, all of a part of the split or a piece of them, in an order that is theirs: one that follows from ids, or where
 * they were placed by cost, that.
 *
 * @param worker rank of the worker
 * @param all the records as a model reads them, perhaps none
 */
public record WorkerShard(int worker, Examples all) implements WorkerRecords {

    /** Rows of {@code features} numbers, one record after the other. */
    public static WorkerShard rows(int worker, int features, long[] ids, float... rows) {
        return new WorkerShard(worker, Examples.rows(features, rows, ids));
    }

    /** Some of the records, as the shard of a worker. */
    public WorkerShard pick(int ofWorker, int[] records) {
        return new WorkerShard(ofWorker, all.pick(records));
    }

    /** About {@code share} of the records, those that the key chooses by their ids: the same ones however records are divided. */
    public WorkerShard sample(RandomKey key, double share) {
        return share >= 1
                ? this
                : pick(
                        worker,
                        IntStream.range(0, count())
                                .filter(i -> key.with(ids()[i]).uniform(0) < share)
                                .toArray());
    }

    /** All records of several shards of this schema, in their order. */
    public static WorkerShard joined(int worker, Schema schema, List<WorkerShard> shards) {
        TooManyRecordsException.refuse(shards);
        List<Examples> parts = shards.stream().map(WorkerShard::all).toList();
        return new WorkerShard(worker, parts.isEmpty() ? Examples.none(schema) : Examples.joined(parts));
    }

    public long[] ids() {
        return all.ids();
    }

    @Override
    public Schema schema() {
        return all.schema();
    }

    @Override
    public int count() {
        return all.count();
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
        return all.pick(which);
    }

    @Override
    public String toString() {
        return "worker " + worker + ": " + all;
    }
}
