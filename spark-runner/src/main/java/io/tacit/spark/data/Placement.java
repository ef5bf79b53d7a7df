package io.tacit.spark.data;

import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import java.io.Serializable;

/**
 * Where a record goes, by its id alone: to which of the logical workers, and into which part of the split.
 *
 * @param identity where ids come from
 */
record Placement(int workers, Split split, RecordIdentity identity) implements Serializable {
    private static final RandomKey WORKER = RandomKey.of(0).with("worker");

    /** The same over another number of places. */
    Placement over(int places) {
        return new Placement(places, split, identity);
    }

    int worker(long id) {
        return WORKER.with(id).below(workers, 0);
    }

    Split.Part part(long id) {
        return split.of(id);
    }
}
