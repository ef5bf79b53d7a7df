package io.tacit.spark.data;

import io.tacit.core.random.RandomKey;
import java.io.Serializable;

/** Where a record goes, by its id alone: to which of the logical workers, and into which split. */
record Placement(int workers, SplitShares shares, long seed) implements Serializable {
    int worker(long id) {
        return key(id).with("worker").below(workers, 0);
    }

    Split split(long id) {
        return shares.of(key(id));
    }

    private RandomKey key(long id) {
        return RandomKey.of(seed).with("record").with(id);
    }
}
