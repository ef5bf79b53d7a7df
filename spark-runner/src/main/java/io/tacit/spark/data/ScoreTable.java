package io.tacit.spark.data;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;

import io.tacit.core.data.Standardization;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table with one more column: the log-density of each row in nats, in the units of the table, that is {@code log p(z) + log
 * |dz/dx|} with z the standardised row. A value of a dequantised column stands for the middle of its cell, x + step / 2: equal
 * rows get equal densities, and no random number decides which of two rows is the likelier.
 *
 * <p>All rows stay, in their order and partitions, with all their columns. A row whose features are not finite numbers has no
 * density: null. Every other row has one, finite where a double can hold it and else −∞, never NaN.
 *
 * @param rows which are scored when they are read
 * @param seen what has been counted once they were written
 */
public record ScoreTable(Dataset<Row> rows, Observation seen) {
    public static final String COLUMN = "logDensity";

    private static final String KIND = "scoreKind";

    /** Rows by what their score is. */
    public record Counts(long finite, long inDouble, long beyond, long unsolved, long unusable) {
        public long rows() {
            return finite + inDouble + beyond + unsolved + unusable;
        }
    }

    /**
     * Adds the column {@code name}.
     *
     * @throws DataException where features are missing or the column is already there
     */
    public static ScoreTable of(
            Dataset<Row> table, RecordColumns columns, Standardization by, LogDensity.Source density, String name) {
        List<String> present = List.of(table.columns());
        if (present.stream().anyMatch(name::equalsIgnoreCase)) {
            throw new DataException("the data already have a column '" + name
                    + "', which scoring would replace; give the scores another name with --column NAME");
        }
        RecordColumns features = new RecordColumns(columns.features(), new RecordIdentity.FromContent());
        FeatureReader reader = FeatureReader.of(table, features);
        FeatureReader beside = reader.behind(present.size());
        String kind = unused(KIND, present);
        int[] kept = kept(present);
        StructType schema =
                kept(table.schema(), kept).add(name, DataTypes.DoubleType).add(kind, DataTypes.IntegerType, true);
        MapPartitionsFunction<Row, Row> scored = rows -> new ScoredRows(rows, beside, by, kept, density.open());
        Observation seen = new Observation();
        Dataset<Row> counted = reader.beside(table)
                .mapPartitions(scored, Encoders.row(schema))
                .observe(
                        seen,
                        count_if(col(kind).isNull()).as(KIND),
                        Arrays.stream(Scores.Kind.values())
                                .map(k ->
                                        count_if(col(kind).equalTo(k.ordinal())).as(k.name()))
                                .toArray(Column[]::new));
        return new ScoreTable(counted.drop(kind), seen);
    }

    /** All columns but the one that only says whether a row is one. */
    private static int[] kept(List<String> columns) {
        return IntStream.range(0, columns.size())
                .filter(i -> !columns.get(i).equals(ColumnMarks.WHOLE_ROW))
                .toArray();
    }

    private static StructType kept(StructType schema, int[] kept) {
        return new StructType(
                IntStream.of(kept).mapToObj(i -> schema.fields()[i]).toArray(StructField[]::new));
    }

    private static String unused(String wanted, List<String> present) {
        return Stream.iterate(wanted, name -> name + "_")
                .filter(name -> present.stream().noneMatch(name::equalsIgnoreCase))
                .findFirst()
                .orElseThrow();
    }

    /** Of the first action on the rows, which must have ended. */
    public Counts counts() {
        Map<String, Object> found = found();
        return new Counts(
                count(found, Scores.Kind.FINITE.name()),
                count(found, Scores.Kind.IN_DOUBLE.name()),
                count(found, Scores.Kind.BEYOND.name()),
                count(found, Scores.Kind.UNSOLVED.name()),
                count(found, KIND));
    }

    private Map<String, Object> found() {
        try {
            return seen.getAsJava();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the scores were counted", e);
        }
    }

    private static long count(Map<String, Object> found, String name) {
        return found.get(name) instanceof Long number ? number : 0;
    }
}
