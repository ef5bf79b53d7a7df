package io.tacit.spark.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.Type;

/**
 * In which columns further Parquet files differ from the first one, whose columns the table has. Spark says nothing of either.
 *
 * @param files looked at, the first included
 * @param lacking columns of the first file with the others that do not have them: their records are null there
 * @param added columns that the first file does not have, each with one that has
 */
record FurtherFiles(int files, Map<String, List<Path>> lacking, Map<String, Path> added) {
    /** Of a table of many files, these many are looked at, evenly chosen. */
    private static final int MOST = 100;

    static FurtherFiles of(List<Path> files, List<String> first, Configuration hadoop) {
        List<Path> others = evenly(files.subList(1, files.size()));
        List<Set<String>> names =
                others.parallelStream().map(file -> names(file, hadoop)).toList();
        Set<String> own = caseless();
        own.addAll(first);
        Map<String, List<Path>> lacking = new LinkedHashMap<>();
        Map<String, Path> added = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < others.size(); i++) {
            Path file = others.get(i);
            Set<String> there = names.get(i);
            first.stream().filter(name -> !there.contains(name)).forEach(name -> lacking.computeIfAbsent(
                            name, n -> new ArrayList<>())
                    .add(file));
            there.stream().filter(name -> !own.contains(name)).forEach(name -> added.putIfAbsent(name, file));
        }
        return new FurtherFiles(1 + others.size(), lacking, added);
    }

    private static List<Path> evenly(List<Path> files) {
        int most = Math.min(MOST, files.size());
        return IntStream.range(0, most)
                .mapToObj(i -> files.get((int) ((long) i * files.size() / most)))
                .toList();
    }

    private static Set<String> names(Path file, Configuration hadoop) {
        ParquetReadOptions schemaOnly = ParquetReadOptions.builder()
                .withMetadataFilter(ParquetMetadataConverter.SKIP_ROW_GROUPS)
                .build();
        Set<String> names = caseless();
        try {
            ParquetTable.demandParquet(file, hadoop);
            try (ParquetFileReader reader =
                    ParquetFileReader.open(HadoopInputFile.fromPath(file, hadoop), schemaOnly)) {
                reader.getFileMetaData().getSchema().getFields().stream()
                        .map(Type::getName)
                        .forEach(names::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '" + file.toUri().getPath() + "'", e);
        }
        return names;
    }

    /** As Spark compares names. */
    private static Set<String> caseless() {
        return new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    }

    /** A sentence for each column that not all files have. */
    List<String> inWords() {
        return Stream.concat(
                        lacking.entrySet().stream()
                                .map(column -> "column '" + column.getKey() + "' is not in "
                                        + column.getValue().size() + " of " + files + " files, such as "
                                        + column.getValue().get(0).toUri().getPath() + ": null there"),
                        added.entrySet().stream()
                                .map(column -> "column '" + column.getKey() + "' of "
                                        + column.getValue().toUri().getPath()
                                        + " is not read: the first file does not have it"))
                .toList();
    }
}
