package io.tacit.spark.data;

import io.tacit.core.data.Column;
import io.tacit.core.data.Examples;
import io.tacit.core.data.Field;
import io.tacit.core.data.Schema;
import io.tacit.core.data.Values;
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
 * is kept in memory is the arrays that tasks work on, not bytes to make them of in each round: for rows of D numbers {@code 4 D + 8} bytes a record, once.
 * Spark sees arrays of numbers, which each of its serializers takes where they go to disk. Nobody may change them.
 *
 * @param schema of the records
 * @param arrays of each piece of a shard: the part of the split, ids, and of each column its starts and values; partition w has what belongs to worker w
 */
record KeptShards(Schema schema, JavaRDD<Object> arrays) {

    /** A piece of a shard. */
    record Piece(int part, WorkerShard records) {}

    /** What is computed is kept when it is computed first. Partition w has the pieces of worker w, in order. */
    static KeptShards of(Schema schema, JavaRDD<Piece> computed) {
        return new KeptShards(
                schema, computed.flatMap(piece -> arrays(piece).iterator()).persist(StorageLevel.MEMORY_AND_DISK()));
    }

    private static List<Object> arrays(Piece piece) {
        List<Object> arrays = new ArrayList<>();
        arrays.add(new long[] {piece.part});
        arrays.add(piece.records.ids());
        for (Column column : piece.records.all().columns()) {
            arrays.add(column.starts());
            arrays.add(array(column.values()));
        }
        return arrays;
    }

    private static Object array(Values values) {
        if (values instanceof Values.Floats floats) {
            return floats.values();
        }
        if (values instanceof Values.Bytes bytes) {
            return bytes.values();
        }
        return values instanceof Values.Ints ints ? ints.values() : ((Values.Doubles) values).values();
    }

    /** What a worker has of a part, in memory at once. */
    JavaRDD<WorkerRecords> whole(int part) {
        Schema fields = schema;
        return arrays.mapPartitionsWithIndex(
                (worker, all) -> {
                    List<WorkerShard> pieces = new ArrayList<>();
                    new Pieces(worker, fields, part, all).forEachRemaining(pieces::add);
                    return List.<WorkerRecords>of(WorkerShard.joined(worker, fields, pieces))
                            .iterator();
                },
                true);
    }

    /** What a worker has of a part, {@code counts} by worker, a piece after the other in memory. */
    JavaRDD<WorkerRecords> inPieces(int part, int[] counts) {
        Schema fields = schema;
        return arrays.mapPartitionsWithIndex(
                (worker, all) -> List.<WorkerRecords>of(new KeptRecords(
                                worker, fields, counts[worker], new Once(new Pieces(worker, fields, part, all))))
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
        private final Schema schema;
        private final int part;
        private final Iterator<Object> arrays;
        private Optional<WorkerShard> ahead = Optional.empty();

        private Pieces(int worker, Schema schema, int part, Iterator<Object> arrays) {
            this.worker = worker;
            this.schema = schema;
            this.part = part;
            this.arrays = arrays;
        }

        @Override
        public boolean hasNext() {
            while (ahead.isEmpty() && arrays.hasNext()) {
                long of = ((long[]) arrays.next())[0];
                long[] ids = (long[]) arrays.next();
                List<Column> columns = schema.fields().stream().map(this::next).toList();
                ahead = of == part
                        ? Optional.of(new WorkerShard(worker, new Examples(columns, ids)))
                        : Optional.empty();
            }
            return ahead.isPresent();
        }

        private Column next(Field field) {
            int[] starts = (int[]) arrays.next();
            Object values = arrays.next();
            return new Column(
                    field,
                    switch (field.storage()) {
                        case FLOAT64 -> new Values.Doubles((double[]) values);
                        case FLOAT32 -> new Values.Floats((float[]) values);
                        case UINT8 -> new Values.Bytes((byte[]) values);
                        case INT32 -> new Values.Ints((int[]) values);
                    },
                    starts);
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
