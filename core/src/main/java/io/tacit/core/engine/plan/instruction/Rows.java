package io.tacit.core.engine.plan.instruction;

import java.util.Arrays;

/**
 * Which row of a stored value each row of a reader sees: row r sees {@code offset + r} while {@code table} is empty, else {@code table[r]}.
 * Broadcasts, transposes, slices and reshapes are such maps, so they cost nothing where the reader follows the map.
 */
public record Rows(int offset, int[] table) {

    private static final int[] NONE = {};
    public static final Rows IDENTITY = new Rows(0, NONE);

    public static Rows of(int[] table) {
        for (int r = 1; r < table.length; r++) {
            if (table[r] != table[0] + r) {
                return new Rows(0, table);
            }
        }
        return new Rows(table[0], NONE);
    }

    /** A run of rows that starts at {@code offset}. */
    public static Rows from(int offset) {
        return new Rows(offset, NONE);
    }

    public boolean contiguous() {
        return table.length == 0;
    }

    public int row(int r) {
        return contiguous() ? offset + r : table[r];
    }

    /** This map read through another: row r sees {@code row(outer[r])}. */
    public Rows through(int[] outer) {
        return Rows.of(Arrays.stream(outer).map(this::row).toArray());
    }

    /** Whether {@code count} reader rows all see one row. */
    public boolean constant(int count) {
        return count == 1 || (!contiguous() && Arrays.stream(table).allMatch(r -> r == table[0]));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rows rows && rows.offset == offset && Arrays.equals(rows.table, table);
    }

    @Override
    public int hashCode() {
        return 31 * offset + Arrays.hashCode(table);
    }

    @Override
    public String toString() {
        return contiguous() ? "+" + offset : Arrays.toString(table);
    }
}
