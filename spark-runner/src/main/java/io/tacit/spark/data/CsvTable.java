package io.tacit.spark.data;

import io.tacit.spark.config.CsvDialect;
import io.tacit.spark.config.CsvDialect.Lines;
import io.tacit.spark.config.NameList;
import io.tacit.spark.config.TableLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * CSV files that make one table. Every file is read by the names in its own first line: files that name their columns in
 * another order are read in that order, files that name other columns are refused. Cells stay text, so that what is no
 * number can be counted instead of lost, and a row whose cells are not as many as the names keeps its text in {@link
 * ColumnMarks#WHOLE_ROW}.
 *
 * @param first the file that gives the table its columns
 * @param groups files by their columns, in the order of these
 * @param seen all files
 */
record CsvTable(
        TablePath place, CsvDialect dialect, CsvHead first, Map<List<String>, List<Path>> groups, SeenFiles seen) {
    private static final String IN_FILES = "tacitInFiles ";

    /** @throws DataException where a file does not look like what it is to be read as */
    static CsvTable of(TableLocation location, Configuration hadoop) throws IOException {
        TablePath place = TablePath.of(location.path(), hadoop);
        List<FileStatus> listed = place.files(hadoop);
        List<Path> files = listed.stream().map(FileStatus::getPath).toList();
        CsvHead first = first(place, files, location.csv(), hadoop);
        // Many files lie far away: their first lines are asked for at the same time, and taken in the order of the
        // files.
        List<Optional<List<String>>> names = files.parallelStream()
                .map(file -> names(file, location.csv(), hadoop))
                .toList();
        Map<List<String>, List<Path>> groups = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            if (names.get(i).isPresent()) {
                // Without names, a line of another number of cells is a bad record, also where it is the first.
                List<String> own = location.csv().hasHeader() ? names.get(i).get() : first.names();
                demandSame(first, own, files.get(i));
                groups.computeIfAbsent(own, key -> new ArrayList<>()).add(files.get(i));
            }
        }
        return new CsvTable(place, location.csv(), first, groups, SeenFiles.of(listed));
    }

    /** The first file with rows; where none has, the first with names. */
    private static CsvHead first(TablePath place, List<Path> files, CsvDialect dialect, Configuration hadoop)
            throws IOException {
        Optional<CsvHead> found = Optional.empty();
        for (Path file : files) {
            Optional<CsvHead> head = CsvHead.of(file, dialect, hadoop);
            if (head.isPresent() && !head.get().rows().isEmpty()) {
                return head.get();
            }
            found = found.or(() -> head);
        }
        if (found.isPresent()) {
            return found.get();
        }
        throw new DataException("cannot read '" + place.asked() + "': its files are empty");
    }

    private static Optional<List<String>> names(Path file, CsvDialect dialect, Configuration hadoop) {
        try {
            return CsvHead.names(file, dialect, hadoop);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the first file that has rows. */
    static List<String> names(TablePath place, CsvDialect dialect, Configuration hadoop) throws IOException {
        List<Path> files = place.files(hadoop).stream().map(FileStatus::getPath).toList();
        return first(place, files, dialect, hadoop).names();
    }

    private static void demandSame(CsvHead first, List<String> other, Path file) {
        if (new HashSet<>(other).equals(new HashSet<>(first.names()))) {
            return;
        }
        throw new DataException("files of one table need the same columns: "
                + first.file().toUri().getPath() + " has "
                + NameList.shown(first.names()) + ", but " + file.toUri().getPath() + " has "
                + NameList.shown(other) + "; name the files that belong together, with a pattern for instance");
    }

    Dataset<Row> open(SparkSession spark) {
        List<Dataset<Row>> parts = groups.size() == 1
                ? List.of(read(spark, first.names(), place.texts()))
                : groups.entrySet().stream()
                        .map(group -> read(
                                spark,
                                group.getKey(),
                                group.getValue().stream().map(Path::toString).toArray(String[]::new)))
                        .toList();
        return parts.stream().reduce(Dataset::unionByName).map(this::marked).orElseThrow();
    }

    private Dataset<Row> read(SparkSession spark, List<String> names, String[] files) {
        StructType schema = new StructType();
        for (String name : names) {
            // Spark takes a column that is a partition as well out of the schema of the files, and then counts cells
            // wrongly.
            String own = PartitionColumns.isAmong(keys(), name) ? IN_FILES + name : name;
            schema = schema.add(ColumnMarks.text(own, dialect, Optional.empty()));
        }
        Lines lines = TextEncoding.isOfBytes(dialect.encoding()) ? dialect.lines() : Lines.MANY;
        return CsvTokens.tell(place.reader(spark), dialect, lines)
                .schema(schema.add(ColumnMarks.wholeRow()))
                .csv(files);
    }

    private List<String> keys() {
        return place.partitions(first.file());
    }

    /** The columns of the first file with what its rows say about them, then those of the partitions. */
    private Dataset<Row> marked(Dataset<Row> table) {
        List<Column> columns = new ArrayList<>();
        List<String> inFiles = first.names().stream()
                .filter(name -> !PartitionColumns.isAmong(keys(), name))
                .toList();
        for (int i = 0; i < first.names().size(); i++) {
            if (!inFiles.contains(first.names().get(i))) {
                continue;
            }
            StructField field = ColumnMarks.text(first.names().get(i), dialect, first.leftOut(i, dialect));
            columns.add(FeaturePath.named(field.name()).as(field.name(), field.metadata()));
        }
        for (StructField field : PartitionColumns.of(table.schema(), keys())) {
            columns.add(PartitionColumns.marked(field));
        }
        columns.add(FeaturePath.named(ColumnMarks.WHOLE_ROW));
        return table.select(columns.toArray(Column[]::new));
    }
}
