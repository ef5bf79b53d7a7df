package io.tacit.spark.data;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * Where a value is in a table: in a column, in a field of a structure ({@code a.b}), or in an element of an array or
 * vector ({@code features[3]}). A column whose name is the whole text comes before what the text could say otherwise.
 *
 * @param fields the column, then the fields inside of it
 * @param element of the array or vector that is there; {@link #WHOLE} for the value itself
 */
record FeaturePath(List<String> fields, int element) implements Serializable {
    static final int WHOLE = -1;

    private static final Pattern ELEMENT = Pattern.compile("(.+)\\[(\\d{1,9})]");

    /** What a name means, and the type of the whole value there. */
    record Found(FeaturePath path, DataType type) {
        boolean isList() {
            return FeaturePath.isList(type);
        }

        private Found below(String field) {
            List<String> fields =
                    Stream.concat(Stream.of(field), path.fields().stream()).toList();
            return new Found(new FeaturePath(fields, path.element()), type);
        }
    }

    static Optional<Found> find(StructType schema, String name) {
        Optional<Found> field = field(schema, name);
        Matcher indexed = ELEMENT.matcher(name);
        if (field.isPresent() || !indexed.matches()) {
            return field;
        }
        int element = Integer.parseInt(indexed.group(2));
        return field(schema, indexed.group(1))
                .filter(Found::isList)
                .map(list -> new Found(new FeaturePath(list.path().fields(), element), list.type()));
    }

    private static Optional<Found> field(StructType schema, String name) {
        if (List.of(schema.fieldNames()).contains(name)) {
            return Optional.of(new Found(
                    new FeaturePath(List.of(name), WHOLE), schema.apply(name).dataType()));
        }
        // Names may have dots themselves.
        return Stream.of(schema.fields())
                .filter(f -> f.dataType() instanceof StructType && name.startsWith(f.name() + "."))
                .flatMap(f ->
                        field((StructType) f.dataType(), name.substring(f.name().length() + 1))
                                .map(inside -> inside.below(f.name()))
                                .stream())
                .findFirst();
    }

    private static boolean isList(DataType type) {
        return SQLDataTypes.VectorType().equals(type)
                || (type instanceof ArrayType array && array.elementType() instanceof NumericType);
    }

    /** The whole value, as a column of its own. */
    Column column() {
        Column column = named(fields.get(0));
        for (String field : fields.subList(1, fields.size())) {
            column = column.getField(field);
        }
        return column;
    }

    static Column named(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }
}
