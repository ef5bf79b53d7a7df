package io.tacit.core.train;

import java.io.Serializable;

/**
 * Records in memory: n rows of {@code dim} numbers, row-major, and a stable id for each. Randomness that belongs to a record is drawn by its id,
 * so it does not depend on the batch or the worker it is in.
 */
public record Examples(int dim, float[] rows, long[] ids) implements Serializable {

    public Examples {
        if (dim < 1 || rows.length != dim * ids.length) {
            throw new IllegalArgumentException(
                    "examples: expected " + ids.length + " rows of " + dim + " numbers, got " + rows.length + " numbers");
        }
    }

    public int count() {
        return ids.length;
    }

    /** The records at {@code order[first] … order[first + count − 1]}. */
    public Examples pick(int[] order, int first, int count) {
        float[] picked = new float[dim * count];
        long[] pickedIds = new long[count];
        for (int i = 0; i < count; i++) {
            int from = order[first + i];
            System.arraycopy(rows, from * dim, picked, i * dim, dim);
            pickedIds[i] = ids[from];
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
