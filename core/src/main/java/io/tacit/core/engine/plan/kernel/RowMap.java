package io.tacit.core.engine.plan.kernel;

import java.util.Arrays;

/** Which row of an operand each row of a kernel's domain reads: how broadcasts, permutations, slices and the like cost nothing. */
public final class RowMap {

    /** Kinds that kernels treat specially. */
    public enum Form {
        IDENTITY,
        CONSTANT,
        TABLE
    }

    private final int[] rows;
    private final Form form;

    private RowMap(int[] rows) {
        this(rows, form(rows));
    }

    private RowMap(int[] rows, Form form) {
        this.rows = rows;
        this.form = form;
    }

    /** Row r reads row {@code rows[r]}. */
    public static RowMap of(int... rows) {
        return new RowMap(rows.clone());
    }

    /** Row r reads row r, for a domain of {@code rows} rows. */
    public static RowMap identity(int rows) {
        int[] all = new int[rows];
        Arrays.setAll(all, r -> r);
        return new RowMap(all);
    }

    /** Every row reads row 0, for a domain of {@code rows} rows. */
    public static RowMap first(int rows) {
        return new RowMap(new int[rows]);
    }

    private static Form form(int[] rows) {
        boolean identity = true;
        boolean constant = true;
        for (int r = 0; r < rows.length; r++) {
            identity &= rows[r] == r;
            constant &= rows[r] == 0;
        }
        return constant ? Form.CONSTANT : identity ? Form.IDENTITY : Form.TABLE;
    }

    public int size() {
        return rows.length;
    }

    public int at(int row) {
        return rows[row];
    }

    /** The largest row. */
    public int last() {
        return Arrays.stream(rows).max().orElse(0);
    }

    /** The beginning of this map, read in the same way. */
    public RowMap head(int ofRows) {
        return new RowMap(Arrays.copyOf(rows, ofRows), form);
    }

    public Form form() {
        return form;
    }

    /** The rows themselves, shared, for kernels to read. */
    public int[] table() {
        return rows;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowMap map && Arrays.equals(rows, map.rows);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rows);
    }

    @Override
    public String toString() {
        return form == Form.TABLE ? Arrays.toString(rows) : form.name().toLowerCase(java.util.Locale.ROOT);
    }
}
