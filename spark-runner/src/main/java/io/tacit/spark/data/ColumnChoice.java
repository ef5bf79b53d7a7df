package io.tacit.spark.data;

import io.tacit.spark.config.NameList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Which columns of a table are learned, and why the others are not.
 *
 * @param learned features, with arrays and vectors as their elements
 * @param leftOut other columns, with the reason
 */
public record ColumnChoice(List<String> learned, Map<String, String> leftOut) {

    public ColumnChoice {
        learned = List.copyOf(learned);
        leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
    }

    /** What was asked for by name. */
    public static ColumnChoice named(Dataset<Row> table, List<String> names, RecordIdentity identity) {
        Map<String, String> leftOut = new LinkedHashMap<>();
        for (StructField field : others(table.schema(), identity)) {
            boolean used = names.stream()
                    .flatMap(name -> FeaturePath.find(table.schema(), name).stream())
                    .anyMatch(found -> found.path().fields().get(0).equals(field.name()));
            if (!used) {
                leftOut.put(field.name(), "not named");
            }
        }
        List<String> learned = expanded(table, names);
        demandDifferent(learned);
        return new ColumnChoice(learned, withId(leftOut, identity));
    }

    private static void demandDifferent(List<String> learned) {
        Set<String> seen = new HashSet<>();
        List<String> twice =
                learned.stream().filter(name -> !seen.add(name)).distinct().toList();
        if (!twice.isEmpty()) {
            throw new DataException("expected different columns to learn, got twice: " + NameList.shown(twice));
        }
    }

    /**
     * Every column of numbers; of a table without any, every array and vector of numbers; of a table of text that does
     * not say what is a number, every column.
     */
    public static ColumnChoice all(Dataset<Row> table, RecordIdentity identity) {
        List<StructField> others = others(table.schema(), identity);
        if (others.isEmpty()) {
            throw new DataException("the data have no columns to learn");
        }
        Map<String, String> leftOut = new LinkedHashMap<>();
        others.forEach(field -> whyNot(field).ifPresent(why -> leftOut.put(field.name(), why)));
        Stream<StructField> chosen = others.stream().filter(field -> !leftOut.containsKey(field.name()));
        List<String> names = new ArrayList<>(chosen.map(StructField::name).toList());
        for (Fallback fallback : Fallback.values()) {
            if (names.isEmpty()) {
                others.stream().filter(fallback::takes).map(StructField::name).forEach(names::add);
                leftOut.keySet().removeAll(names);
            }
        }
        if (names.isEmpty()) {
            throw new DataException("the data have no column of numbers to learn: " + inWords(leftOut));
        }
        return new ColumnChoice(expanded(table, names), withId(leftOut, identity));
    }

    /** What is learned where no column is a number. */
    private enum Fallback {
        LISTS {
            @Override
            boolean takes(StructField field) {
                return isList(field);
            }
        },
        TEXT {
            @Override
            boolean takes(StructField field) {
                return field.dataType() instanceof StringType && !ColumnMarks.isUntyped(field);
            }
        };

        abstract boolean takes(StructField field);
    }

    private static List<StructField> others(StructType schema, RecordIdentity identity) {
        return Stream.of(schema.fields())
                .filter(field -> !identity.equals(new RecordIdentity.FromColumn(field.name())))
                .filter(field -> !field.name().equals(ColumnMarks.WHOLE_ROW))
                .toList();
    }

    private static boolean isList(StructField field) {
        return new FeaturePath.Found(new FeaturePath(List.of(field.name()), FeaturePath.WHOLE), field.dataType())
                .isList();
    }

    private static Optional<String> whyNot(StructField field) {
        Optional<String> marked = ColumnMarks.leftOut(field);
        if (marked.isPresent() || ColumnMarks.isUntyped(field) || field.dataType() instanceof NumericType) {
            return marked;
        }
        return Optional.of(
                isList(field)
                        ? "a list of numbers beside columns of numbers: name it to learn it"
                        : kind(field.dataType()));
    }

    private static String kind(DataType type) {
        if (type instanceof StringType) {
            return "text";
        }
        if (type instanceof BooleanType || type instanceof DateType || type instanceof BinaryType) {
            return type.simpleString();
        }
        if (type instanceof StructType) {
            return "a structure: name its fields, as in a.b";
        }
        if (type instanceof ArrayType || type instanceof MapType) {
            return type.simpleString();
        }
        return type.typeName().startsWith("timestamp") || type.typeName().startsWith("time")
                ? "time"
                : type.simpleString();
    }

    private static List<String> expanded(Dataset<Row> table, List<String> names) {
        return names.stream().flatMap(name -> elements(table, name)).toList();
    }

    private static Stream<String> elements(Dataset<Row> table, String name) {
        Optional<FeaturePath> list = FeaturePath.find(table.schema(), name)
                .filter(found -> found.isList() && found.path().element() == FeaturePath.WHOLE)
                .map(FeaturePath.Found::path);
        if (list.isEmpty()) {
            return Stream.of(name);
        }
        int length = FeatureReader.lengthOf(table, list.get());
        if (length == 0) {
            throw new DataException("column '" + name + "': expected lists of numbers, found no list with an element");
        }
        return IntStream.range(0, length).mapToObj(i -> name + "[" + i + "]");
    }

    private static Map<String, String> withId(Map<String, String> leftOut, RecordIdentity identity) {
        if (identity instanceof RecordIdentity.FromColumn id) {
            leftOut.put(id.name(), "the id");
        }
        return leftOut;
    }

    /** With more columns that are left out. */
    ColumnChoice without(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(leftOut);
        all.putAll(more);
        return new ColumnChoice(learned, all);
    }

    public RecordColumns columns(RecordIdentity identity) {
        return new RecordColumns(learned, identity);
    }

    /** "learned: length, width; left out: carrier (text), year (partition column)". */
    public String inWords() {
        return "learned: " + NameList.shown(learned) + (leftOut.isEmpty() ? "" : "; left out: " + inWords(leftOut));
    }

    private static String inWords(Map<String, String> leftOut) {
        return leftOut.entrySet().stream()
                .map(entry -> NameList.shown(entry.getKey()) + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
    }
}
