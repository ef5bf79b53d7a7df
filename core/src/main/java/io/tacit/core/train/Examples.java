package io.tacit.core.train;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Records in memory: n rows of {@code dim} numbers, row-major, and a stable id for each. Randomness that belongs to a record is drawn by its id,
 * so it does not depend on the batch or the worker it is in.
 */
public record Examples(int dim, float[] rows, long[] ids) implements Share, Serializable {

    public Examples {
        if (dim < 1 || rows.length != dim * ids.length) {
            throw new IllegalArgumentException("examples: expected " + ids.length + " rows of " + dim + " numbers, got "
                    + rows.length + " numbers");
        }
    }

    @Override
    public int count() {
        return ids.length;
    }

    @Override
    public Examples all() {
        return this;
    }

    @Override
    public Examples pick(int... which) {
        float[] picked = new float[dim * which.length];
        long[] pickedIds = new long[which.length];
        for (int i = 0; i < which.length; i++) {
            System.arraycopy(rows, which[i] * dim, picked, i * dim, dim);
            pickedIds[i] = ids[which[i]];
        }
        return new Examples(dim, picked, pickedIds);
    }

    /** The records without NaN and infinity; this where they are all. */
    public Examples finite() {
        int[] kept = IntStream.range(0, count()).filter(this::finite).toArray();
        return kept.length == count() ? this : pick(kept);
    }

    private boolean finite(int record) {
        for (int i = record * dim; i < (record + 1) * dim; i++) {
            if (!Float.isFinite(rows[i])) {
                return false;
            }
        }
        return true;
    }

    /** The {@code count} records from {@code first} on. */
    public Examples range(int first, int count) {
        return new Examples(
                dim,
                Arrays.copyOfRange(rows, first * dim, (first + count) * dim),
                Arrays.copyOfRange(ids, first, first + count));
    }
}
