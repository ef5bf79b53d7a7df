package io.tacit.spark.data;

import static org.apache.spark.sql.functions.col;

import io.tacit.spark.config.NameList;
import io.tacit.spark.config.Nearest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;

/**
 * Finds the features and the id in rows of one table. Built once on the driver, where every missing or unsuitable
 * column is reported at once, and used on executors, on rows that the reader has prepared: {@link #narrow}, {@link
 * #beside}.
 *
 * @param names what is read: the features, then the id if there is one, then the row as a whole where it can be malformed
 * @param places of these in a prepared row
 * @param sources what a prepared row has, in order
 */
record FeatureReader(List<String> names, List<Place> places, List<FeaturePath> sources, CellText text)
        implements Serializable {
    private static final String ROW = "row";
    private static final int SHOWN = 6;
    /** As many as say how long lists are. */
    private static final int LISTS = 1000;
    /** As Java and data files write it, and within the range of long. */
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    private enum Role {
        FEATURE,
        ID,
        ROW
    }

    /** A cell of a prepared row: the value there, or an element of the list of {@code length} there. */
    private record Place(Role role, int position, int element, int length) implements Serializable {
        Place after(int columns) {
            return new Place(role, position + columns, element, length);
        }
    }

    static FeatureReader of(Dataset<Row> table, RecordColumns columns) {
        Building building = new Building(table);
        columns.features().forEach(building::feature);
        if (columns.identity() instanceof RecordIdentity.FromColumn id) {
            building.id(id.name());
        }
        return building.done();
    }

    int dimension() {
        return (int)
                places.stream().filter(place -> place.role() == Role.FEATURE).count();
    }

    /** What this reader reads and nothing else. */
    Dataset<Row> narrow(Dataset<Row> table) {
        return table.select(columns());
    }

    /** The table as it is, and behind it what {@link #behind} reads. */
    Dataset<Row> beside(Dataset<Row> table) {
        return table.select(
                Stream.concat(Stream.of(col("*")), Stream.of(columns())).toArray(Column[]::new));
    }

    private Column[] columns() {
        Column[] columns = new Column[sources.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = sources.get(i).column().as("tacit" + i);
        }
        return columns;
    }

    /** The same reader for rows that {@link #beside} made of a table of so many columns. */
    FeatureReader behind(int columns) {
        return new FeatureReader(
                names, places.stream().map(place -> place.after(columns)).toList(), sources, text);
    }

    /** The first cell that cannot be used, if any. */
    Optional<Flaw> flaw(Row row) {
        if (isMalformed(row)) {
            int last = places.size() - 1;
            return Optional.of(new Flaw(
                    last, ROW, CellFlaw.CELLS, row.getString(places.get(last).position())));
        }
        for (int i = 0; i < places.size(); i++) {
            Optional<CellFlaw> found = flaw(row, places.get(i));
            if (found.isPresent()) {
                return Optional.of(new Flaw(
                        i,
                        names.get(i),
                        found.get(),
                        inWords(row.get(places.get(i).position()))));
            }
        }
        return Optional.empty();
    }

    /** "x = 1.5, y = null" of a prepared row, the first columns of many. */
    String shown(Row row) {
        String cells = IntStream.range(0, Math.min(SHOWN, dimension()))
                .mapToObj(i -> names.get(i) + " = " + cell(row, places.get(i)))
                .collect(Collectors.joining(", "));
        return "(" + cells + (dimension() > SHOWN ? ", ..." : "") + ")";
    }

    private static String inWords(@Nullable Object cell) {
        return cell instanceof Seq<?> list ? list.mkString("[", ", ", "]") : String.valueOf(cell);
    }

    private boolean isMalformed(Row row) {
        Place last = places.get(places.size() - 1);
        return last.role() == Role.ROW && !row.isNullAt(last.position());
    }

    private Optional<CellFlaw> flaw(Row row, Place place) {
        return switch (place.role()) {
            case ROW -> Optional.empty();
            case ID -> row.isNullAt(place.position()) ? Optional.of(CellFlaw.NULL) : Optional.empty();
            case FEATURE -> isOfAnotherLength(row, place) ? Optional.of(CellFlaw.LENGTH) : text.flaw(cell(row, place));
        };
    }

    private static boolean isOfAnotherLength(Row row, Place place) {
        return place.element() != FeaturePath.WHOLE
                && !row.isNullAt(place.position())
                && length(row.get(place.position())) != place.length();
    }

    /** The value of a feature, null where there is none. */
    private static @Nullable Object cell(Row row, Place place) {
        Object cell = row.get(place.position());
        if (place.element() == FeaturePath.WHOLE || cell == null || isOfAnotherLength(row, place)) {
            return place.element() == FeaturePath.WHOLE ? cell : null;
        }
        return cell instanceof Vector vector ? vector.apply(place.element()) : ((Seq<?>) cell).apply(place.element());
    }

    private static int length(Object list) {
        return list instanceof Vector vector ? vector.size() : ((Seq<?>) list).size();
    }

    /** Copies the features of a row; NaN for what is no number. */
    void read(Row row, double[] target) {
        if (isMalformed(row)) {
            Arrays.fill(target, Double.NaN);
            return;
        }
        for (int i = 0; i < target.length; i++) {
            target[i] = text.number(cell(row, places.get(i)));
        }
    }

    /** Whether a row, whose features are {@code values}, has no {@link #flaw}. */
    boolean isUsable(Row row, double[] values) {
        for (double value : values) {
            if (!(Math.abs(value) <= ColumnMoments.LARGEST)) {
                return false;
            }
        }
        return !hasId(values.length) || !row.isNullAt(places.get(values.length).position());
    }

    private boolean hasId(int features) {
        return places.size() > features && places.get(features).role() == Role.ID;
    }

    /** The id of a row without a flaw, whose features are {@code values}; shared by equal rows. */
    long id(Row row, double[] values) {
        if (!hasId(values.length)) {
            return StableHash.of(values);
        }
        int position = places.get(values.length).position();
        return row.get(position) instanceof Number number ? number.longValue() : id(row.getString(position));
    }

    /** A whole number that is written as numbers are is that number, so that a CSV file has the ids of its Parquet copy. */
    private static long id(String text) {
        return WHOLE_NUMBER.matcher(text).matches() ? Long.parseLong(text) : StableHash.of(text);
    }

    /** A cell that cannot be used: {@code index} is that of its column in {@link #names()}. */
    record Flaw(int index, String column, CellFlaw kind, String shown) {
        private static final int LONGEST = 100;

        Flaw {
            shown = shown.length() > LONGEST ? shown.substring(0, LONGEST) + "..." : shown;
        }

        @Override
        public String toString() {
            return column + ": " + kind + (kind.isShown() ? " \"" + shown + "\"" : "");
        }

        /** With the record it is in, where the cell itself says nothing. */
        String inWords(String record) {
            return this + (kind.isShown() ? "" : " in " + record);
        }
    }

    /** A reader that comes to be, with the problems found on the way. */
    private static final class Building {
        private final Dataset<Row> table;
        private final StructType schema;
        private final List<String> problems = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private final List<Place> places = new ArrayList<>();
        private final List<FeaturePath> sources = new ArrayList<>();
        private final Map<FeaturePath, Integer> lengths = new LinkedHashMap<>();

        Building(Dataset<Row> table) {
            this.table = table;
            this.schema = table.schema();
        }

        void feature(String name) {
            Optional<FeaturePath.Found> found = found(name);
            found.ifPresent(place -> {
                FeaturePath path = place.path();
                if (path.element() != FeaturePath.WHOLE) {
                    element(name, path);
                } else if (place.type() instanceof NumericType || place.type() instanceof StringType) {
                    add(name, Role.FEATURE, path, 0);
                } else {
                    problems.add(unsuitable(name, "a number, or text that holds one", place.type()));
                }
            });
        }

        private void element(String name, FeaturePath path) {
            FeaturePath whole = new FeaturePath(path.fields(), FeaturePath.WHOLE);
            int length = lengths.computeIfAbsent(whole, list -> lengthOf(table, list));
            if (path.element() >= length) {
                problems.add("column '" + name + "' is not in the data: these lists have " + length
                        + " elements, counted from 0");
            }
            add(name, Role.FEATURE, path, length);
        }

        void id(String name) {
            found(name).ifPresent(place -> {
                if (place.path().element() == FeaturePath.WHOLE
                        && (isWhole(place.type()) || place.type() instanceof StringType)) {
                    add(name, Role.ID, place.path(), 0);
                } else {
                    problems.add(unsuitable(name, "a whole number or text, since it holds record ids", place.type()));
                }
            });
        }

        FeatureReader done() {
            if (!problems.isEmpty()) {
                throw new DataException(problems);
            }
            if (List.of(schema.fieldNames()).contains(ColumnMarks.WHOLE_ROW)) {
                add(ROW, Role.ROW, new FeaturePath(List.of(ColumnMarks.WHOLE_ROW), FeaturePath.WHOLE), 0);
            }
            return new FeatureReader(
                    List.copyOf(names), List.copyOf(places), List.copyOf(sources), ColumnMarks.cellText(schema));
        }

        private void add(String name, Role role, FeaturePath path, int length) {
            FeaturePath source = new FeaturePath(path.fields(), FeaturePath.WHOLE);
            if (!sources.contains(source)) {
                sources.add(source);
            }
            names.add(name);
            places.add(new Place(role, sources.indexOf(source), path.element(), length));
        }

        private Optional<FeaturePath.Found> found(String name) {
            Optional<FeaturePath.Found> found = FeaturePath.find(schema, name);
            if (found.isEmpty()) {
                problems.add(
                        "column '" + name + "' is not in the data: " + nearest(name, List.of(schema.fieldNames())));
            }
            return found;
        }

        private static boolean isWhole(DataType type) {
            return type instanceof LongType
                    || type instanceof IntegerType
                    || type instanceof ShortType
                    || type instanceof ByteType;
        }

        private static String unsuitable(String name, String expected, DataType type) {
            return "column '" + name + "': expected " + expected + ", got " + type.simpleString();
        }

        private static String nearest(String name, List<String> present) {
            return Nearest.to(name, present)
                    .map(other -> "did you mean '" + other + "'?")
                    .orElse(present.isEmpty() ? "they have no columns" : "they have " + NameList.shown(present));
        }
    }

    /** Elements that most of the first lists of a column have, empty ones not counted; 0 where there is none with any. */
    static int lengthOf(Dataset<Row> table, FeaturePath list) {
        MapFunction<Row, Integer> length = row -> length(row.get(0));
        FilterFunction<Integer> some = elements -> elements > 0;
        Map<Integer, Long> counts = table
                .select(list.column().as("list"))
                .filter(col("list").isNotNull())
                .map(length, Encoders.INT())
                .filter(some)
                .takeAsList(LISTS)
                .stream()
                .collect(Collectors.groupingBy(elements -> elements, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(0);
    }
}
