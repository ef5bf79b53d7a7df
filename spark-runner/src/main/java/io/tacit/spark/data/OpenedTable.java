package io.tacit.spark.data;

import io.tacit.spark.config.DataConfig;
import io.tacit.spark.config.TableLocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A table that files make; its rows are read when they are needed.
 *
 * @param how it is read, in words
 * @param unreadable columns that Spark cannot read, with their types; the rows do not have them
 * @param elsewhere columns that the first file does not have, each with a file that has; nor have the rows
 * @param seen the files, as they were
 */
public record OpenedTable(
        Dataset<Row> rows, String how, Map<String, String> unreadable, Map<String, String> elsewhere, SeenFiles seen) {

    /** @throws DataException where there is nothing, or what is there is not what it should be */
    public static OpenedTable of(SparkSession spark, TableLocation location) {
        Configuration hadoop = spark.sessionState().newHadoopConf();
        try {
            if (location.format() == DataConfig.Format.CSV) {
                CsvTable table = CsvTable.of(location, hadoop);
                String how = location.path() + ": CSV, " + location.csv().inWords();
                return new OpenedTable(table.open(spark), how, Map.of(), Map.of(), table.seen());
            }
            ParquetTable table = ParquetTable.of(location, hadoop);
            return of(spark, location.path(), table);
        } catch (DataException e) {
            throw e;
        } catch (Exception e) { // Spark throws the checked AnalysisException without declaring it
            throw unreadable(location, e);
        }
    }

    private static OpenedTable of(SparkSession spark, String path, ParquetTable table) {
        List<String> how = new ArrayList<>(List.of(path + ": Parquet"));
        how.addAll(table.others().inWords());
        Map<String, String> elsewhere = table.others().added().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, column -> column.getValue().toUri().getPath()));
        return new OpenedTable(
                table.open(spark), String.join("; ", how), table.unreadable(spark), elsewhere, table.seen());
    }

    /**
     * The names of the columns, as the first file says, and of structures' fields as paths, without a session.
     *
     * @throws DataException as {@link #of}, as far as the first file shows
     */
    public static List<String> names(TableLocation location, Configuration hadoop) throws IOException {
        TablePath place = TablePath.of(location.path(), hadoop);
        List<String> inFiles = location.format() == DataConfig.Format.CSV
                ? CsvTable.names(place, location.csv(), hadoop)
                : ParquetTable.of(location, hadoop).paths();
        return Stream.concat(
                        inFiles.stream(),
                        place.partitions(place.files(hadoop).get(0).getPath()).stream())
                .distinct()
                .toList();
    }

    private static DataException unreadable(TableLocation location, Exception cause) {
        return new DataException("cannot read '" + location.path() + "' as " + location.format(), cause);
    }

    /** Passes where Spark can read what is wanted. */
    public void demandReadable(List<String> wanted) {
        List<String> problems = new ArrayList<>();
        for (String name : wanted) {
            if (unreadable.containsKey(name)) {
                problems.add("column '" + name + "': Spark cannot read its type " + unreadable.get(name)
                        + "; write it as float, double or whole numbers");
            }
            if (elsewhere.containsKey(name)) {
                problems.add("column '" + name + "' is in " + elsewhere.get(name)
                        + ", and not in the first file of the table; name the files that have it, with a pattern for"
                        + " instance, or leave it out with --columns");
            }
        }
        if (!problems.isEmpty()) {
            throw new DataException(problems);
        }
    }

    /** What is learned of it: the columns named, or without any, all that are numbers. */
    public ColumnChoice choice(List<String> named, RecordIdentity identity) {
        demandReadable(named);
        ColumnChoice choice =
                named.isEmpty() ? ColumnChoice.all(rows, identity) : ColumnChoice.named(rows, named, identity);
        return choice.without(unreadable.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, column -> "unreadable for Spark: " + column.getValue())));
    }
}
