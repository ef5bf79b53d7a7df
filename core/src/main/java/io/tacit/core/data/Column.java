package io.tacit.core.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The values of one field for a number of records.
 *
 * @param values of all records, one after the other, each value row-major
 * @param starts of a series: the values of record i are numbers {@code starts[i]}, …, {@code starts[i + 1]} - 1; else empty
 */
public record Column(Field field, Values values, int[] starts) implements Serializable {

    private static final int[] NONE = {};

    public Column {
        if (values.storage() != field.storage()) {
            throw new IllegalArgumentException("field '" + field.name() + "': expected values stored as "
                    + field.storage() + ", got " + values.storage());
        }
        if (field.isSeries()) {
            requireStarts(field, values, starts);
        } else if (starts.length != 0 || values.length() % field.size() != 0) {
            throw new IllegalArgumentException("field '" + field.name() + "': expected " + field.size()
                    + " numbers for each record, got " + values.length() + " in all");
        }
    }

    private static void requireStarts(Field field, Values values, int... starts) {
        boolean ascends = starts.length > 0 && starts[0] == 0;
        for (int i = 1; ascends && i < starts.length; i++) {
            ascends = starts[i] >= starts[i - 1];
        }
        if (!ascends || (long) starts[starts.length - 1] * field.size() != values.length()) {
            throw new IllegalArgumentException("series '" + field.name() + "': expected starts that go from 0 up to "
                    + values.length() / field.size() + ", the number of its values, got "
                    + (starts.length < 10 ? Arrays.toString(starts) : starts.length + " others"));
        }
    }

    /** One value a record. */
    public static Column of(Field field, Values values) {
        return new Column(field, values, NONE);
    }

    /** Numbers in single precision, {@code shape} for each record. */
    public static Column of(String name, float[] values, int... shape) {
        return of(Field.of(name, Storage.FLOAT32, shape), new Values.Floats(values));
    }

    /** A whole number for each record. */
    public static Column of(String name, int... values) {
        return of(Field.of(name, Storage.INT32), new Values.Ints(values));
    }

    /** A column of no records. */
    public static Column none(Field field) {
        Values none =
                switch (field.storage()) {
                    case FLOAT64 -> new Values.Doubles(new double[0]);
                    case FLOAT32 -> new Values.Floats(new float[0]);
                    case UINT8 -> new Values.Bytes(new byte[0]);
                    case INT32 -> new Values.Ints(new int[0]);
                };
        return new Column(field, none, field.isSeries() ? new int[1] : NONE);
    }

    /** Number of records. */
    public int count() {
        return field.isSeries() ? starts.length - 1 : values.length() / field.size();
    }

    /** Number of values that a record has: 1, but for a series. */
    public int length(int record) {
        return field.isSeries() ? starts[record + 1] - starts[record] : 1;
    }

    /** The place among {@link #values} at which a record begins. */
    public int begin(int record) {
        return (field.isSeries() ? starts[record] : record) * field.size();
    }

    /** The place after the last number of a record. */
    public int end(int record) {
        return begin(record) + length(record) * field.size();
    }

    /** Number {@code i} of a record. */
    public double get(int record, int i) {
        return values.get(begin(record) + i);
    }

    /** These records, in this order. */
    public Column pick(int... which) {
        int[] from = Arrays.stream(which).map(this::begin).toArray();
        int[] to = Arrays.stream(which).map(this::end).toArray();
        return new Column(field, values.slices(from, to), field.isSeries() ? startsOf(which) : NONE);
    }

    private int[] startsOf(int... which) {
        int[] chosen = new int[which.length + 1];
        for (int i = 0; i < which.length; i++) {
            chosen[i + 1] = chosen[i] + length(which[i]);
        }
        return chosen;
    }

    /** The {@code count} records from {@code first} on. */
    public Column range(int first, int count) {
        int[] from = {count == 0 ? 0 : begin(first)};
        int[] to = {count == 0 ? 0 : end(first + count - 1)};
        int[] kept = field.isSeries()
                ? startsOf(IntStream.range(first, first + count).toArray())
                : NONE;
        return new Column(field, values.slices(from, to), kept);
    }

    /** The records of several columns of one field, one column after the other. */
    public static Column joined(List<Column> parts) {
        Column first = parts.get(0);
        if (parts.size() == 1) {
            return first;
        }
        Values all = first.values.followedBy(
                parts.stream().skip(1).map(Column::values).toList());
        if (!first.field.isSeries()) {
            return of(first.field, all);
        }
        int[] starts = new int[1 + parts.stream().mapToInt(Column::count).sum()];
        int at = 0;
        for (Column part : parts) {
            for (int i = 0; i < part.count(); i++, at++) {
                starts[at + 1] = starts[at] + part.length(i);
            }
        }
        return new Column(first.field, all, starts);
    }

    /** Whether all numbers of a record are finite. */
    public boolean isFinite(int record) {
        for (int i = begin(record), end = end(record); i < end; i++) {
            if (!Double.isFinite(values.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a number of a record is infinite. */
    public boolean isInfinite(int record) {
        for (int i = begin(record), end = end(record); i < end; i++) {
            if (Double.isInfinite(values.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** The same values under another name. */
    public Column named(String name) {
        return new Column(new Field(name, field.shape(), field.storage(), field.length()), values, starts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Column that
                && field.equals(that.field)
                && values.equals(that.values)
                && Arrays.equals(starts, that.starts);
    }

    @Override
    public int hashCode() {
        return 31 * values.hashCode() + field.hashCode();
    }

    @Override
    public String toString() {
        return field.name() + field.shape() + " of " + count() + " records";
    }
}
