package io.tacit.core.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Records in memory, column by column, and a stable id for each. Randomness that belongs to a record is drawn by its id, so it does not depend on the
 * batch or the worker it is in.
 */
public record Examples(List<Column> columns, long[] ids) implements Share, Serializable {

    /** Name of the field of records that are rows of numbers and nothing else. */
    public static final String ROW = "x";

    public Examples {
        columns = List.copyOf(columns);
        new Schema(columns.stream().map(Column::field).toList());
        requireEqualSeries(columns);
        for (Column column : columns) {
            if (column.count() != ids.length) {
                throw new IllegalArgumentException("examples: expected " + ids.length + " records in each column, got "
                        + column.count() + " of '" + column.field().name() + "'");
            }
        }
    }

    private static void requireEqualSeries(List<Column> columns) {
        List<Column> series = columns.stream().filter(c -> c.field().isSeries()).toList();
        for (Column other : series) {
            if (!Arrays.equals(other.starts(), series.get(0).starts())) {
                throw new IllegalArgumentException(
                        "examples: expected all series of a record to be equally long, got other"
                                + " lengths of '" + other.field().name() + "' than of '"
                                + series.get(0).field().name() + "'");
            }
        }
    }

    /** Rows of {@code dim} numbers, one after the other, as a field {@link #ROW}. */
    public static Examples rows(int dim, float[] rows, long... ids) {
        if (dim < 1 || rows.length != (long) dim * ids.length) {
            throw new IllegalArgumentException("examples: expected " + ids.length + " rows of " + dim + " numbers, got "
                    + rows.length + " numbers");
        }
        return new Examples(List.of(Column.of(ROW, rows, dim)), ids);
    }

    /** Numbers in a row of records that are rows of numbers. */
    public int dim() {
        return column(ROW).field().size();
    }

    /** The numbers of records that are rows of numbers, one row after the other. */
    public float[] rows() {
        if (column(ROW).values() instanceof Values.Floats floats) {
            return floats.values();
        }
        throw new IllegalStateException("rows: expected numbers in single precision, got " + column(ROW));
    }

    /** No records, of this schema. */
    public static Examples none(Schema schema) {
        return new Examples(schema.fields().stream().map(Column::none).toList(), new long[0]);
    }

    /** Examples with the ids 0, 1, … */
    public static Examples of(Column... columns) {
        return new Examples(
                List.of(columns),
                IntStream.range(0, columns[0].count()).asLongStream().toArray());
    }

    public Schema schema() {
        return new Schema(columns.stream().map(Column::field).toList());
    }

    /** @throws IllegalArgumentException naming those there are, where there is none of this name */
    public Column column(String name) {
        for (Column column : columns) {
            if (column.field().name().equals(name)) {
                return column;
            }
        }
        schema().field(name);
        throw new AssertionError(name);
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
        return new Examples(
                columns.stream().map(c -> c.pick(which)).toList(),
                Arrays.stream(which).mapToLong(i -> ids[i]).toArray());
    }

    /** The {@code count} records from {@code first} on. */
    public Examples range(int first, int count) {
        return new Examples(
                columns.stream().map(c -> c.range(first, count)).toList(),
                Arrays.copyOfRange(ids, first, first + count));
    }

    /** The records whose numbers in these fields are all finite; this where they are all. */
    public Examples finite(List<String> fields) {
        return finite(fields, List.of());
    }

    /** The same, but in fields with gaps numbers may be missing (NaN), though not infinite. */
    public Examples finite(List<String> fields, List<String> withGaps) {
        List<Column> checked = fields.stream().map(this::column).toList();
        List<Column> gaps = withGaps.stream().map(this::column).toList();
        int[] kept = IntStream.range(0, count())
                .filter(i -> checked.stream().allMatch(c -> c.isFinite(i))
                        && gaps.stream().noneMatch(c -> c.isInfinite(i)))
                .toArray();
        return kept.length == count() ? this : pick(kept);
    }

    /** The records of several collections of one schema, one collection after the other. */
    public static Examples joined(List<Examples> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        List<Column> columns = IntStream.range(0, parts.get(0).columns.size())
                .mapToObj(c ->
                        Column.joined(parts.stream().map(p -> p.columns.get(c)).toList()))
                .toList();
        return new Examples(
                columns, parts.stream().flatMapToLong(p -> Arrays.stream(p.ids)).toArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Examples that && columns.equals(that.columns) && Arrays.equals(ids, that.ids);
    }

    @Override
    public int hashCode() {
        return 31 * columns.hashCode() + Arrays.hashCode(ids);
    }

    @Override
    public String toString() {
        return ids.length + " records of " + schema();
    }
}
