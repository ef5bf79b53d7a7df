package io.tacit.spark.data;

import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import java.io.Serializable;

/**
 * Where a record goes, by its id alone: to which of the logical workers, into which piece of its shard, and into which part of the split. Records of
 * a worker are ordered by {@link #rank}, and a piece is an interval of ranks: the shard is the same in however many pieces it is made.
 *
 * @param pieces of each worker's shard
 * @param identity where ids come from
 */
record Placement(int workers, int pieces, Split split, RecordIdentity identity) implements Serializable {
    private static final RandomKey WORKER = RandomKey.of(0).with("worker");
    private static final long RANK = 0xA4093822299F31D0L; // digits of π

    /** The same over another number of workers, of one piece each. */
    Placement over(int places) {
        return new Placement(places, 1, split, identity);
    }

    /** Where an id is in the order of all, as an unsigned number: a bijection that spreads them evenly. */
    static long rank(long id) {
        return StableHash.fold(RANK, id);
    }

    /** The number of a piece among all of all workers; those of a worker are side by side. */
    int target(long id) {
        long piece = ((rank(id) >>> Integer.SIZE) * pieces) >>> Integer.SIZE;
        return worker(id) * pieces + (int) piece;
    }

    int targets() {
        return workers * pieces;
    }

    private int worker(long id) {
        return WORKER.with(id).below(workers, 0);
    }

    Split.Part part(long id) {
        return split.of(id);
    }
}
