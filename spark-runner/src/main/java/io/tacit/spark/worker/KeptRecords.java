package io.tacit.spark.worker;

import io.tacit.core.data.Schema;
import java.util.Iterator;

/**
 * Records in pieces.
 *
 * @param count of all pieces together
 * @param kept the pieces; perhaps they can be gone through once only
 */
public record KeptRecords(int worker, Schema schema, int count, Iterable<WorkerShard> kept) implements WorkerRecords {

    @Override
    public Iterator<WorkerShard> pieces() {
        return kept.iterator();
    }
}
