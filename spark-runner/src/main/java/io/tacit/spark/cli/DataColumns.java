package io.tacit.spark.cli;

import io.tacit.spark.config.DataConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.Type;

/**
 * The column names of a data set from its first file, without a Spark session: a wrong column is then told together
 * with everything else that is wrong, before a session costs seconds.
 */
final class DataColumns {
    private DataColumns() {}

    /** Nothing where the data cannot be looked at; Spark then says why. */
    static Optional<List<String>> of(DataConfig data) {
        Configuration hadoop = new Configuration();
        try {
            Path path = new Path(data.path());
            FileSystem files = path.getFileSystem(hadoop);
            Optional<Path> first = firstFile(files, path);
            if (first.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    data.format() == DataConfig.Format.CSV
                            ? header(files, first.get(), hadoop)
                            : schema(first.get(), hadoop));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> firstFile(FileSystem files, Path path) throws IOException {
        FileStatus status = files.getFileStatus(path);
        if (status.isFile()) {
            return Optional.of(path);
        }
        return Stream.of(files.listStatus(path))
                .filter(FileStatus::isFile)
                .map(FileStatus::getPath)
                .filter(file ->
                        !file.getName().startsWith("_") && !file.getName().startsWith("."))
                .sorted()
                .findFirst();
    }

    private static List<String> schema(Path file, Configuration hadoop) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, hadoop))) {
            return reader.getFileMetaData().getSchema().getFields().stream()
                    .map(Type::getName)
                    .toList();
        }
    }

    private static List<String> header(FileSystem files, Path file, Configuration hadoop) throws IOException {
        CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(file);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                codec == null ? files.open(file) : codec.createInputStream(files.open(file)),
                StandardCharsets.UTF_8))) {
            String line = Optional.ofNullable(lines.readLine()).orElse("");
            return Arrays.stream(line.split(","))
                    .map(name -> name.strip().replaceAll("^\"|\"$", ""))
                    .toList();
        }
    }
}
