package io.tacit.spark.worker;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The records of one logical worker, ordered by id.
 *
 * @param worker rank of the worker
 * @param features D, numbers in a record
 * @param ids n stable record ids, ascending
 * @param rows n × D standardised values, one record after the other
 */
public record WorkerShard(int worker, int features, long[] ids, float[] rows) {

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

    /** One shard of all records of several, one at least. */
    public static WorkerShard joined(int worker, List<WorkerShard> pieces) {
        int features = pieces.get(0).features;
        long[] all =
                pieces.stream().flatMapToLong(piece -> Arrays.stream(piece.ids)).toArray();
        float[] values = new float[all.length * features];
        int at = 0;
        for (WorkerShard piece : pieces) {
            System.arraycopy(piece.rows, 0, values, at, piece.rows.length);
            at += piece.rows.length;
        }
        int[] byId = IntStream.range(0, all.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> all[i]))
                .mapToInt(i -> i)
                .toArray();
        return new WorkerShard(worker, features, all, values).pick(worker, byId);
    }

    /** n, which may be 0. */
    public int examples() {
        return ids.length;
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
