package io.tacit.spark.wire;

import io.tacit.core.data.Column;
import io.tacit.core.data.Examples;
import io.tacit.core.data.Field;
import io.tacit.core.data.Storage;
import io.tacit.core.data.Values;
import io.tacit.core.program.Shape;
import java.util.ArrayList;
import java.util.List;

/** {@code number of records · ids · columns}, each column {@code name · shape · storage · length · starts · values}. */
public final class ExamplesCodec implements WireCodec<Examples> {
    public static final ExamplesCodec INSTANCE = new ExamplesCodec();

    private ExamplesCodec() {}

    @Override
    public Class<Examples> type() {
        return Examples.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(Examples examples, WireWriter out) {
        out.length(examples.count());
        out.longs(examples.ids());
        out.length(examples.columns().size());
        for (Column column : examples.columns()) {
            encode(column, out);
        }
    }

    private static void encode(Column column, WireWriter out) {
        Field field = column.field();
        out.text(field.name());
        int[] dims = field.shape().dims().stream().mapToInt(Integer::intValue).toArray();
        out.length(dims.length);
        out.ints(dims);
        out.int8(field.storage().ordinal());
        out.int8(field.length().ordinal());
        out.length(column.starts().length);
        out.ints(column.starts());
        out.length(column.values().length());
        if (column.values() instanceof Values.Floats floats) {
            out.floats(floats.values());
        } else if (column.values() instanceof Values.Doubles doubles) {
            out.doubles(doubles.values());
        } else if (column.values() instanceof Values.Ints ints) {
            out.ints(ints.values());
        } else {
            byte[] bytes = ((Values.Bytes) column.values()).values();
            out.bytes(bytes, 0, bytes.length);
        }
    }

    @Override
    public Examples decode(WireReader in) {
        long[] ids = in.longs(in.arrayLength());
        int count = in.arrayLength();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(column(in));
        }
        return new Examples(columns, ids);
    }

    private static Column column(WireReader in) {
        String name = in.text();
        Shape shape = Shape.of(in.ints(in.arrayLength()));
        Storage storage = member(Storage.values(), in.int8());
        Field.Length length = member(Field.Length.values(), in.int8());
        int[] starts = in.ints(in.arrayLength());
        int numbers = in.arrayLength();
        return new Column(new Field(name, shape, storage, length), values(storage, numbers, in), starts);
    }

    private static <E> E member(E[] all, int ordinal) {
        if (ordinal < 0 || ordinal >= all.length) {
            throw WireException.illegal("a column of records", "0 to " + (all.length - 1), ordinal);
        }
        return all[ordinal];
    }

    private static Values values(Storage storage, int numbers, WireReader in) {
        return switch (storage) {
            case FLOAT64 -> new Values.Doubles(in.doubles(numbers));
            case FLOAT32 -> new Values.Floats(in.floats(numbers));
            case INT32 -> new Values.Ints(in.ints(numbers));
            case UINT8 -> {
                byte[] bytes = new byte[numbers];
                in.bytes(bytes, 0, numbers);
                yield new Values.Bytes(bytes);
            }
        };
    }
}
