package io.tacit.spark.data;

import io.tacit.spark.worker.KeptRecords;
import io.tacit.spark.worker.WorkerRecords;
import io.tacit.spark.worker.WorkerShard;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * Shards that stay with the executors, in memory or else on disk, until they are released. Rounds are many and shards large, so what
 * is kept in memory is the arrays that tasks work on, not bytes to make them of in each round: {@code 4 D + 8} bytes a record, once.
 * Spark sees arrays of numbers, which each of its serializers takes where they go to disk. Nobody may change them.
 *
 * @param features D
 * @param arrays of each piece of a shard: the part of the split, ids, values; partition w has what belongs to worker w
 */
record KeptShards(int features, JavaRDD<Object> arrays) {

    /** A piece of a shard. */
    record Piece(int part, WorkerShard records) {}

    /** What is computed is kept when it is computed first. Partition w has the pieces of worker w, in order. */
    static KeptShards of(int features, JavaRDD<Piece> computed) {
        return new KeptShards(
                features,
                computed.flatMap(piece -> List.<Object>of(
                                        new long[] {piece.part}, piece.records.ids(), piece.records.rows())
                                .iterator())
                        .persist(StorageLevel.MEMORY_AND_DISK()));
    }

    /** What a worker has of a part, in memory at once. */
    JavaRDD<WorkerRecords> whole(int part) {
        int d = features;
        return arrays.mapPartitionsWithIndex(
                (worker, all) -> {
                    List<WorkerShard> pieces = new ArrayList<>();
                    new Pieces(worker, d, part, all).forEachRemaining(pieces::add);
                    return List.<WorkerRecords>of(WorkerShard.joined(worker, d, pieces))
                            .iterator();
                },
                true);
    }

    /** What a worker has of a part, {@code counts} by worker, a piece after the other in memory. */
    JavaRDD<WorkerRecords> inPieces(int part, int[] counts) {
        int d = features;
        return arrays.mapPartitionsWithIndex(
                (worker, all) -> List.<WorkerRecords>of(
                                new KeptRecords(worker, d, counts[worker], new Once(new Pieces(worker, d, part, all))))
                        .iterator(),
                true);
    }

    /** Computes what is not kept yet. To be called where Spark jobs may run. */
    void fill() {
        arrays.count();
    }

    void release() {
        arrays.unpersist();
    }

    /** What Spark hands out once. */
    private static final class Once implements Iterable<WorkerShard> {
        private final Iterator<WorkerShard> pieces;
        private boolean taken;

        private Once(Iterator<WorkerShard> pieces) {
            this.pieces = pieces;
        }

        @Override
        public Iterator<WorkerShard> iterator() {
            if (taken) {
                throw new IllegalStateException("these records were gone through already");
            }
            taken = true;
            return pieces;
        }
    }

    /** The pieces of one part among the arrays of a partition. */
    private static final class Pieces implements Iterator<WorkerShard> {
        private final int worker;
        private final int features;
        private final int part;
        private final Iterator<Object> arrays;
        private Optional<WorkerShard> ahead = Optional.empty();

        private Pieces(int worker, int features, int part, Iterator<Object> arrays) {
            this.worker = worker;
            this.features = features;
            this.part = part;
            this.arrays = arrays;
        }

        @Override
        public boolean hasNext() {
            while (ahead.isEmpty() && arrays.hasNext()) {
                long of = ((long[]) arrays.next())[0];
                long[] ids = (long[]) arrays.next();
                float[] rows = (float[]) arrays.next();
                ahead = of == part ? Optional.of(new WorkerShard(worker, features, ids, rows)) : Optional.empty();
            }
            return ahead.isPresent();
        }

        @Override
        public WorkerShard next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            WorkerShard next = ahead.orElseThrow();
            ahead = Optional.empty();
            return next;
        }
    }
}
