package io.tacit.spark.data;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records that wait until they fill a block for where they go. Equal ones of one id wait as one, with their number: a table of
 * few different records sends little.
 */
final class Outgoing {
    private static final int MOST_ROWS = 4096;
    private static final long BYTES_WAITING = 8L << 20;

    private final int features;
    private final @Nullable Pending[] pending;
    private final int rowsPerBlock;

    /** To {@code targets} places, records of {@code features} values. */
    Outgoing(int targets, int features) {
        this.features = features;
        pending = new @Nullable Pending[targets];
        long rowBytes = (long) Double.BYTES * features * targets;
        rowsPerBlock = (int) Math.max(1, Math.min(MOST_ROWS, BYTES_WAITING / rowBytes));
    }

    int targets() {
        return pending.length;
    }

    /** Adds record {@code id}, whose values begin at {@code at}; the block of its target where that is full now. */
    Optional<RecordBlock> add(int target, long id, double[] from, int at) {
        Pending waiting = pending[target];
        if (waiting == null) {
            waiting = new Pending();
            pending[target] = waiting;
        }
        return waiting.add(id, from, at) < rowsPerBlock ? Optional.empty() : Optional.of(take(target));
    }

    /** What waits for a target, perhaps nothing. */
    RecordBlock take(int target) {
        Pending waiting = pending[target];
        pending[target] = null;
        return (waiting == null ? new Pending() : waiting).block();
    }

    private final class Pending {
        private long[] ids = new long[8];
        private double[] rows = new double[8 * features];
        private long[] times = new long[8];
        /** Open addressing by id: 1 + the index of a record, or 0. At least half of it stays empty. */
        private int[] slots = new int[16];

        private int count;
        private boolean repeated;

        int add(long id, double[] from, int at) {
            if (count == ids.length) {
                grow();
            }
            int slot = slot(id);
            for (; slots[slot] != 0; slot = (slot + 1) & (slots.length - 1)) {
                int i = slots[slot] - 1;
                if (ids[i] == id && Arrays.equals(rows, i * features, (i + 1) * features, from, at, at + features)) {
                    times[i]++;
                    repeated = true;
                    return count;
                }
            }
            ids[count] = id;
            times[count] = 1;
            System.arraycopy(from, at, rows, count * features, features);
            slots[slot] = ++count;
            return count;
        }

        private void grow() {
            ids = Arrays.copyOf(ids, 2 * count);
            times = Arrays.copyOf(times, 2 * count);
            rows = Arrays.copyOf(rows, 2 * rows.length);
            slots = new int[2 * slots.length];
            for (int i = 0; i < count; i++) {
                int slot = slot(ids[i]);
                while (slots[slot] != 0) {
                    slot = (slot + 1) & (slots.length - 1);
                }
                slots[slot] = i + 1;
            }
        }

        private int slot(long id) {
            return (int) StableHash.fold(id, 0) & (slots.length - 1);
        }

        RecordBlock block() {
            return new RecordBlock(
                    features,
                    Arrays.copyOf(ids, count),
                    Arrays.copyOf(rows, count * features),
                    Arrays.copyOf(times, repeated ? count : 0),
                    new long[0]);
        }
    }
}
