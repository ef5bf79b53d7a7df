package io.tacit.spark.worker;

import io.tacit.core.data.Examples;
import io.tacit.core.data.Schema;
import io.tacit.core.data.Share;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * The records of one logical worker in one part of the split, in an order that is theirs. {@link WorkerShard} has them in memory; others come in
 * pieces from where executors keep them, and can be gone through once.
 */
public interface WorkerRecords extends Share {

    /** Rank of the worker. */
    int worker();

    /** What a record consists of. */
    Schema schema();

    /** All records, a piece after the other. Where they are not in memory, this, {@link #whole} or {@link #pick} can be asked for once. */
    Iterator<WorkerShard> pieces();

    /** In memory at once. */
    default WorkerShard whole() {
        List<WorkerShard> all = new ArrayList<>();
        pieces().forEachRemaining(all::add);
        return WorkerShard.joined(worker(), schema(), all);
    }

    @Override
    default Examples all() {
        return whole().all();
    }

    /** In memory piece by piece, to be gone through as often as one likes. */
    default WorkerRecords resident() {
        List<WorkerShard> all = new ArrayList<>();
        pieces().forEachRemaining(all::add);
        return new KeptRecords(worker(), schema(), count(), all);
    }

    /** These of the records, which ascend. */
    @Override
    default Examples pick(int... which) {
        List<Examples> picked = new ArrayList<>();
        Iterator<WorkerShard> pieces = pieces();
        int begin = 0;
        int next = 0;
        while (next < which.length) {
            WorkerShard piece = pieces.next();
            int first = next;
            while (next < which.length && which[next] - begin < piece.count()) {
                next++;
            }
            if (next > first) {
                int before = begin;
                picked.add(piece.pick(Arrays.stream(which, first, next)
                        .map(record -> record - before)
                        .toArray()));
            }
            begin += piece.count();
        }
        return picked.isEmpty() ? Examples.none(schema()) : Examples.joined(picked);
    }
}
