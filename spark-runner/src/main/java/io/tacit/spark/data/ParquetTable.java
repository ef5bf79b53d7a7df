package io.tacit.spark.data;

import io.tacit.spark.config.TableLocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Parquet files that make one table, with the columns of the first, as Spark has it. The schema is read from that file's
 * footer here: a column of a type that Spark cannot read then stands in nobody's way, and no job is needed.
 */
final class ParquetTable {
    /** Under which Spark keeps the types that Parquet does not have. */
    private static final String ROW_METADATA = "org.apache.spark.sql.parquet.row.metadata";

    /** Bytes that tell what a file is. */
    private static final int FIRST = 16;

    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

    private final TablePath place;
    private final Path file;
    private final ParquetMetadata footer;
    private final FurtherFiles others;
    private final SeenFiles seen;

    private ParquetTable(TablePath place, List<FileStatus> listed, ParquetMetadata footer, Configuration hadoop) {
        List<Path> files = listed.stream().map(FileStatus::getPath).toList();
        this.place = place;
        this.seen = SeenFiles.of(listed);
        this.file = files.get(0);
        this.footer = footer;
        this.others = FurtherFiles.of(
                files, schema().getFields().stream().map(Type::getName).toList(), hadoop);
    }

    static ParquetTable of(TableLocation location, Configuration hadoop) throws IOException {
        TablePath place = TablePath.of(location.path(), hadoop);
        List<FileStatus> files = place.files(hadoop).stream()
                .filter(status -> status.getLen() > 0)
                .toList();
        if (files.isEmpty()) {
            throw new DataException("cannot read '" + location.path() + "': its files are empty");
        }
        Path first = files.get(0).getPath();
        demandParquet(first, hadoop);
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(first, hadoop))) {
            return new ParquetTable(place, files, reader.getFooter(), hadoop);
        }
    }

    static void demandParquet(Path file, Configuration hadoop) throws IOException {
        byte[] first;
        try (FSDataInputStream in = file.getFileSystem(hadoop).open(file)) {
            first = in.readNBytes(FIRST);
        }
        if (!Arrays.equals(first, 0, Math.min(first.length, MAGIC.length), MAGIC, 0, MAGIC.length)) {
            throw new DataException("cannot read '" + file.toUri().getPath() + "' as PARQUET: "
                    + TextEncoding.otherKind(first)
                            .orElse("it does not begin as Parquet does; if it is CSV: --format csv"));
        }
    }

    SeenFiles seen() {
        return seen;
    }

    FurtherFiles others() {
        return others;
    }

    /** Names of the columns of all files, and of what is in structures of the first, as in {@code a.b}. */
    List<String> paths() {
        return Stream.concat(
                        schema().getFields().stream().flatMap(ParquetTable::paths), others.added().keySet().stream())
                .toList();
    }

    private static Stream<String> paths(Type type) {
        return type.isPrimitive()
                ? Stream.of(type.getName())
                : Stream.concat(
                        Stream.of(type.getName()),
                        type.asGroupType().getFields().stream()
                                .flatMap(ParquetTable::paths)
                                .map(inside -> type.getName() + "." + inside));
    }

    Dataset<Row> open(SparkSession spark) {
        Map<String, Optional<StructField>> fields = fields(spark);
        StructType readable = new StructType(
                fields.values().stream().flatMap(Optional::stream).toArray(StructField[]::new));
        if (readable.isEmpty()) {
            throw new DataException("cannot read '" + place.asked() + "': Spark can read none of its columns ("
                    + unreadable(spark).entrySet().stream()
                            .map(column -> column.getKey() + ": " + column.getValue())
                            .collect(Collectors.joining(", "))
                    + ")");
        }
        Dataset<Row> table = place.reader(spark).schema(readable).parquet(place.texts());
        List<StructField> partitions = PartitionColumns.of(table.schema(), place.partitions(file));
        List<Column> columns = new ArrayList<>();
        for (StructField field : table.schema().fields()) {
            columns.add(partitions.contains(field) ? PartitionColumns.marked(field) : marked(field));
        }
        return table.select(columns.toArray(Column[]::new));
    }

    private Column marked(StructField field) {
        Column column = FeaturePath.named(field.name());
        return isEmpty(field.name())
                ? column.as(field.name(), ColumnMarks.leftOut(field, "no value in the first file"))
                : column;
    }

    private Map<String, Optional<StructField>> fields(SparkSession spark) {
        Map<String, Optional<StructField>> fields = new LinkedHashMap<>();
        Optional<StructType> kept = kept();
        if (kept.isPresent()) {
            Stream.of(kept.get().fields()).forEach(field -> fields.put(field.name(), Optional.of(field)));
            return fields;
        }
        ParquetToSparkSchemaConverter converter =
                new ParquetToSparkSchemaConverter(spark.sessionState().conf());
        schema().getFields().forEach(type -> fields.put(type.getName(), converted(converter, type)));
        return fields;
    }

    private MessageType schema() {
        return footer.getFileMetaData().getSchema();
    }

    /** Whether the first file has rows, and its statistics say that a column is null in all of them. */
    private boolean isEmpty(String column) {
        List<ColumnChunkMetaData> chunks = footer.getBlocks().stream()
                .flatMap(block -> block.getColumns().stream())
                .filter(chunk -> chunk.getPath().equals(ColumnPath.get(column)))
                .toList();
        return !chunks.isEmpty()
                && chunks.stream()
                        .allMatch(chunk -> chunk.getStatistics().isNumNullsSet()
                                && chunk.getStatistics().getNumNulls() == chunk.getValueCount());
    }

    private Optional<StructType> kept() {
        String json = footer.getFileMetaData().getKeyValueMetaData().get(ROW_METADATA);
        try {
            return json != null && DataType.fromJson(json) instanceof StructType schema
                    ? Optional.of(schema)
                    : Optional.empty();
        } catch (Exception e) { // a type of somebody's own, whose class is not here
            return Optional.empty();
        }
    }

    private static Optional<StructField> converted(ParquetToSparkSchemaConverter converter, Type type) {
        Optional<StructField> whole = whole(converter, type);
        return whole.isEmpty() && isStructure(type) ? structure(converter, type.asGroupType()) : whole;
    }

    private static Optional<StructField> whole(ParquetToSparkSchemaConverter converter, Type type) {
        try {
            return Optional.of(converter.convert(new MessageType("one", type)).fields()[0]);
        } catch (Exception e) { // Spark throws the checked AnalysisException without declaring it
            return Optional.empty();
        }
    }

    /** Of fields, once; not a list or a map, which are groups as well. */
    private static boolean isStructure(Type type) {
        return !type.isPrimitive()
                && type.getLogicalTypeAnnotation() == null
                && !type.isRepetition(Type.Repetition.REPEATED);
    }

    /** A structure without those of its fields that cannot be read. */
    private static Optional<StructField> structure(ParquetToSparkSchemaConverter converter, GroupType type) {
        StructField[] inside = type.getFields().stream()
                .flatMap(field -> converted(converter, field).stream())
                .toArray(StructField[]::new);
        return inside.length == 0
                ? Optional.empty()
                : Optional.of(DataTypes.createStructField(type.getName(), new StructType(inside), true));
    }

    /** Columns, and fields of structures, of types that Spark cannot read, each with its type. */
    Map<String, String> unreadable(SparkSession spark) {
        Map<String, String> unreadable = new LinkedHashMap<>();
        if (kept().isEmpty()) {
            ParquetToSparkSchemaConverter converter =
                    new ParquetToSparkSchemaConverter(spark.sessionState().conf());
            schema().getFields().forEach(type -> collect(converter, type.getName(), type, unreadable));
        }
        return unreadable;
    }

    private static void collect(
            ParquetToSparkSchemaConverter converter, String path, Type type, Map<String, String> unreadable) {
        if (whole(converter, type).isPresent()) {
            return;
        }
        if (isStructure(type)) {
            type.asGroupType()
                    .getFields()
                    .forEach(field -> collect(converter, path + "." + field.getName(), field, unreadable));
            return;
        }
        unreadable.put(path, inWords(type));
    }

    /** "TIMESTAMP(NANOS,true)", "LIST of FLOAT16". */
    private static String inWords(Type type) {
        String own = String.valueOf(type.getLogicalTypeAnnotation());
        if (type.isPrimitive()) {
            return type.getLogicalTypeAnnotation() == null ? type.toString() : own;
        }
        return own + " of "
                + type.asGroupType().getFields().stream()
                        .map(ParquetTable::innermost)
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    private static String innermost(Type type) {
        return type.isPrimitive()
                ? inWords(type)
                : type.asGroupType().getFields().stream()
                        .map(ParquetTable::innermost)
                        .distinct()
                        .collect(Collectors.joining(", "));
    }
}
