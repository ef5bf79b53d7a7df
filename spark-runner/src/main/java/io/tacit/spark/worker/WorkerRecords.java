package io.tacit.spark.worker;

import io.tacit.core.data.Examples;
import io.tacit.core.data.Share;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The records of one logical worker in one part of the split, in an order that is theirs. {@link WorkerShard} has them in memory; others come in
 * pieces from where executors keep them, and can be gone through once.
 */
public interface WorkerRecords extends Share {

    /** Rank of the worker. */
    int worker();

    /** D, numbers in a record. */
    int features();

    /** All records, a piece after the other. Where they are not in memory, this, {@link #whole} or {@link #pick} can be asked for once. */
    Iterator<WorkerShard> pieces();

    /** In memory at once. */
    default WorkerShard whole() {
        List<WorkerShard> all = new ArrayList<>();
        pieces().forEachRemaining(all::add);
        return WorkerShard.joined(worker(), features(), all);
    }

    @Override
    default Examples all() {
        return whole().all();
    }

    /** In memory piece by piece, to be gone through as often as one likes. */
    default WorkerRecords resident() {
        List<WorkerShard> all = new ArrayList<>();
        pieces().forEachRemaining(all::add);
        return new KeptRecords(worker(), features(), count(), all);
    }

    /** These of the records, which ascend. */
    @Override
    default Examples pick(int... which) {
        float[] rows = new float[which.length * features()];
        long[] ids = new long[which.length];
        Iterator<WorkerShard> pieces = pieces();
        int begin = 0;
        int next = 0;
        while (next < which.length) {
            WorkerShard piece = pieces.next();
            for (; next < which.length && which[next] - begin < piece.count(); next++) {
                int at = which[next] - begin;
                ids[next] = piece.ids()[at];
                System.arraycopy(piece.rows(), at * features(), rows, next * features(), features());
            }
            begin += piece.count();
        }
        return Examples.rows(features(), rows, ids);
    }
}
