package io.tacit.examples;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.Problem;
import io.tacit.spark.data.TablePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A table written as one Parquet file, or as a directory of them where it has many rows. Which rows are in which file, in which
 * order, follows from their positions alone, and so do the names: the same bytes, whatever was cut up how. It is there whole or not
 * at all.
 */
record PartFiles(String output, FileSystem system, SparkSession spark) {
    /** What becomes of what is there already. */
    enum Existing {
        REFUSED,
        REPLACED
    }

    /** @throws ConfigProblems where something is there that is not to be replaced */
    static PartFiles at(String output, Existing existing, SparkSession spark) {
        try {
            Path place = new Path(output);
            FileSystem system = place.getFileSystem(spark.sessionState().newHadoopConf());
            if (existing == Existing.REFUSED && system.exists(place)) {
                throw new ConfigProblems(List.of(Problem.of(
                        "", output, "is there already; name another place, or replace it with --overwrite")));
            }
            return new PartFiles(output, system, spark);
        } catch (IOException e) {
            throw new UncheckedIOException(output + " cannot be written", e);
        }
    }

    /**
     * How rows lie.
     *
     * @param column of their positions
     * @param positions that there are
     * @param ofAFile positions whose rows make one file
     */
    record Order(String column, long positions, long ofAFile) {
        private int files() {
            return Math.toIntExact(Math.max(1, (positions + ofAFile - 1) / ofAFile));
        }

        private Dataset<Row> of(Dataset<Row> rows) {
            return rows.repartitionById(
                            files(), col(column).divide(lit(ofAFile)).cast("int"))
                    .sortWithinPartitions(column);
        }
    }

    /** In a place beside its own. Format version 2 packs ordered numbers into about a byte each. */
    Written write(Dataset<Row> rows, Order order) {
        Path place = new Path(output);
        Path beside = new Path(place.getParent(), "." + place.getName() + ".unfinished");
        order.of(rows)
                .write()
                .mode("overwrite")
                .option("compression", "zstd")
                .option("parquet.writer.version", "v2")
                .option("parquet.enable.dictionary", "false")
                .parquet(beside.toString());
        try {
            List<Path> files = named(beside);
            long count = TablePath.literal(spark)
                    .schema(rows.schema())
                    .parquet(beside.toString())
                    .count();
            return new Written(this, beside, files, count);
        } catch (IOException e) {
            throw new UncheckedIOException(beside + " cannot be read back", e);
        }
    }

    /** Without the random part of their names. */
    private List<Path> named(Path directory) throws IOException {
        List<Path> parts = Stream.of(system.listStatus(directory))
                .map(FileStatus::getPath)
                .filter(file -> file.getName().startsWith("part-"))
                .sorted()
                .toList();
        for (int i = 0; i < parts.size(); i++) {
            system.rename(parts.get(i), new Path(directory, String.format(Locale.ROOT, "part-%05d.parquet", i)));
        }
        return Stream.of(system.listStatus(directory))
                .map(FileStatus::getPath)
                .filter(file -> file.getName().startsWith("part-"))
                .sorted()
                .toList();
    }

    /** Files that wait to be put in their place, or to be thrown away. */
    record Written(PartFiles to, Path beside, List<Path> parts, long rows) {
        int files() {
            return parts.size();
        }

        void put() {
            Path place = new Path(to.output);
            try {
                to.system.delete(place, true);
                Path from = parts.size() == 1 ? parts.get(0) : beside;
                if (!to.system.rename(from, place)) {
                    throw new IOException(from + " cannot be renamed to " + place);
                }
                to.system.delete(beside, true);
                // Hadoop's checksum of a file, which nobody looks for beside a single one.
                to.system.delete(new Path(place.getParent(), "." + place.getName() + ".crc"), false);
            } catch (IOException e) {
                throw new UncheckedIOException(to.output + " cannot be put in its place; the rows are in " + beside, e);
            }
        }

        void discard() {
            try {
                to.system.delete(beside, true);
            } catch (IOException e) {
                throw new UncheckedIOException(beside + " cannot be deleted; delete it by hand", e);
            }
        }
    }
}
