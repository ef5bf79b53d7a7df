package io.tacit.spark.data;

import io.tacit.spark.config.Nearest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/**
 * Finds the features and the id in rows of one schema. Built once on the driver, where every missing or unsuitable
 * column is reported at once, and used on executors.
 *
 * @param names the columns that are read: the features, then the id's column if there is one
 * @param positions of these columns in a row
 */
record FeatureReader(List<String> names, int[] positions, int dimension) implements Serializable {

    static FeatureReader of(StructType schema, RecordColumns columns) {
        List<String> problems = new ArrayList<>();
        List<String> names = new ArrayList<>(columns.features());
        names.forEach(name -> problemOfFeature(schema, name).ifPresent(problems::add));
        if (columns.identity() instanceof RecordIdentity.FromColumn id) {
            names.add(id.name());
            problemOfId(schema, id.name()).ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            throw new DataException(problems);
        }
        int[] positions = names.stream().mapToInt(schema::fieldIndex).toArray();
        return new FeatureReader(List.copyOf(names), positions, columns.dimension());
    }

    private static Optional<String> problemOfFeature(StructType schema, String name) {
        return problem(schema, name, "a number, or text that holds one", type -> type instanceof NumericType);
    }

    private static Optional<String> problemOfId(StructType schema, String name) {
        return problem(schema, name, "a whole number or text, since it holds record ids", FeatureReader::isWhole);
    }

    private static boolean isWhole(DataType type) {
        return type instanceof LongType
                || type instanceof IntegerType
                || type instanceof ShortType
                || type instanceof ByteType;
    }

    private static Optional<String> problem(
            StructType schema, String name, String expected, Predicate<DataType> suits) {
        List<String> present = List.of(schema.fieldNames());
        if (!present.contains(name)) {
            return Optional.of("column '" + name + "' is not in the data: " + nearest(name, present));
        }
        DataType type = schema.apply(name).dataType();
        return suits.test(type) || type instanceof StringType
                ? Optional.empty()
                : Optional.of("column '" + name + "': expected " + expected + ", got " + type.simpleString());
    }

    private static String nearest(String name, List<String> present) {
        return Nearest.to(name, present)
                .map(other -> "did you mean '" + other + "'?")
                .orElse(present.isEmpty() ? "they have no columns" : "they have " + String.join(", ", present));
    }

    /** The same reader for rows that have just the columns {@link #names()}. */
    FeatureReader onItsColumns() {
        int[] inOrder = new int[positions.length];
        for (int i = 0; i < inOrder.length; i++) {
            inOrder[i] = i;
        }
        return new FeatureReader(names, inOrder, dimension);
    }

    /** The first cell that cannot be used, if any. */
    Optional<Flaw> flaw(Row row) {
        for (int i = 0; i < positions.length; i++) {
            Optional<CellFlaw> found = i < dimension
                    ? Cell.flaw(row, positions[i])
                    : row.isNullAt(positions[i]) ? Optional.of(CellFlaw.NULL) : Optional.empty();
            if (found.isPresent()) {
                return Optional.of(new Flaw(i, names.get(i), found.get(), String.valueOf(row.get(positions[i]))));
            }
        }
        return Optional.empty();
    }

    /** Copies the features of a row; NaN for what is no number. */
    void read(Row row, double[] target) {
        for (int i = 0; i < dimension; i++) {
            target[i] = Cell.number(row, positions[i]);
        }
    }

    /** The id of a row without a flaw, whose features are {@code values}; shared by equal rows. */
    long id(Row row, double[] values) {
        if (positions.length == dimension) {
            return StableHash.of(values);
        }
        return row.get(positions[dimension]) instanceof Number number
                ? number.longValue()
                : StableHash.of(row.getString(positions[dimension]));
    }

    /** A cell that cannot be used: {@code index} is that of its column in {@link #names()}. */
    record Flaw(int index, String column, CellFlaw kind, String shown) {
        @Override
        public String toString() {
            return column + ": " + kind + (kind == CellFlaw.TEXT ? " \"" + shown + "\"" : "");
        }
    }
}
