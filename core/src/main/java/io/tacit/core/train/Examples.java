package io.tacit.core.train;

import java.io.Serializable;

/**
 * Records in memory: n rows of {@code dim} numbers, row-major, and a stable id for each. Randomness that belongs to a record is drawn by its id,
 * so it does not depend on the batch or the worker it is in.
 */
public record Examples(int dim, float[] rows, long[] ids) implements Serializable {

    public Examples {
        if (dim < 1 || rows.length != dim * ids.length) {
            throw new IllegalArgumentException("examples: expected " + ids.length + " rows of " + dim + " numbers, got "
                    + rows.length + " numbers");
        }
    }

    public int count() {
        return ids.length;
    }

    /** These of the records, in this order. */
    public Examples pick(int... which) {
        float[] picked = new float[dim * which.length];
        long[] pickedIds = new long[which.length];
        for (int i = 0; i < which.length; i++) {
            System.arraycopy(rows, which[i] * dim, picked, i * dim, dim);
            pickedIds[i] = ids[which[i]];
        }
        return new Examples(dim, picked, pickedIds);
    }

    /** The {@code count} records from {@code first} on. */
    public Examples range(int first, int count) {
        return new Examples(
                dim,
                java.util.Arrays.copyOfRange(rows, first * dim, (first + count) * dim),
                java.util.Arrays.copyOfRange(ids, first, first + count));
    }
}
