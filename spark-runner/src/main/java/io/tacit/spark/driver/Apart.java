package io.tacit.spark.driver;

import io.tacit.spark.checkpoint.Storage;
import io.tacit.spark.config.TableLocation;
import io.tacit.spark.data.DataException;
import io.tacit.spark.data.TablePath;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Whether what is written lies apart from what is read. What is written into a directory of data would be data the next
 * time, and what holds the data must not be replaced.
 */
record Apart(Configuration hadoop) {

    /**
     * Why not; empty where it does.
     *
     * @param output a literal path
     * @param read a table or a model, as it was asked for
     */
    Optional<String> conflict(String output, String read) {
        try {
            URI place = real(new Path(output));
            for (Path root : TablePath.of(read, hadoop).roots()) {
                Optional<String> conflict = conflict(output, place, read, real(root));
                if (conflict.isPresent()) {
                    return conflict;
                }
            }
            return TableLocation.isPattern(read) && fits(place, new Path(read))
                    ? Optional.of(output + " fits the pattern " + read + ": it would be data the next time")
                    : Optional.empty();
        } catch (IOException | DataException e) {
            // What cannot be read is told by who reads it.
            return Optional.empty();
        }
    }

    /** The same for a table that is opened already, as far as Spark tells from where it is read. */
    Optional<String> conflict(String output, Dataset<Row> read) {
        try {
            URI place = real(new Path(output));
            for (Path root : roots(read)) {
                Optional<String> conflict = conflict(output, place, root.toString(), real(root));
                if (conflict.isPresent()) {
                    return conflict;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<Path> roots(Dataset<Row> read) {
        return read instanceof org.apache.spark.sql.classic.Dataset<Row> planned
                ? CollectionConverters.asJava(
                                planned.queryExecution().analyzed().collectLeaves())
                        .stream()
                        .flatMap(Apart::roots)
                        .toList()
                : List.of();
    }

    private static Stream<Path> roots(LogicalPlan leaf) {
        return leaf instanceof LogicalRelation table && table.relation() instanceof HadoopFsRelation files
                ? CollectionConverters.asJava(files.location().rootPaths()).stream()
                : Stream.empty();
    }

    private static Optional<String> conflict(String output, URI place, String read, URI source) {
        if (place.equals(source)) {
            return Optional.of(output + " is what is read: " + read);
        }
        if (within(place, source)) {
            return Optional.of(output + " lies inside what is read, " + read
                    + ": it would be part of it the next time; choose a directory beside it");
        }
        return within(source, place)
                ? Optional.of(output + " holds what is read, " + read + "; choose a directory beside it")
                : Optional.empty();
    }

    private static boolean within(URI inner, URI outer) {
        return !outer.relativize(asDirectory(inner)).isAbsolute()
                && inner.getPath().startsWith(asDirectory(outer).getPath());
    }

    private static URI asDirectory(URI place) {
        String text = place.toString();
        return URI.create(text.endsWith("/") ? text : text + "/");
    }

    /** Qualified, and without symbolic links where the file system is local. */
    private URI real(Path path) throws IOException {
        FileSystem files = Storage.of(path, hadoop);
        Path qualified = files.makeQualified(path);
        if (!(files instanceof RawLocalFileSystem local)) {
            return qualified.toUri();
        }
        java.nio.file.Path existing = local.pathToFile(qualified).toPath().normalize();
        java.nio.file.Path below = java.nio.file.Path.of("");
        while (!java.nio.file.Files.exists(existing) && existing.getParent() != null) {
            below = existing.getFileName().resolve(below);
            existing = existing.getParent();
        }
        java.nio.file.Path real = existing.toRealPath().resolve(below);
        return new Path("file", null, real.toString()).toUri();
    }

    /** Whether a place, or a directory above it, is called as a pattern says. */
    private boolean fits(URI place, Path pattern) throws IOException {
        Path qualified = Storage.of(pattern, hadoop).makeQualified(pattern);
        String[] names = place.getPath().split("/");
        String[] wanted = qualified.toUri().getPath().split("/");
        if (names.length < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].equals(names[i]) && !new GlobFilter(wanted[i]).accept(new Path("/" + names[i]))) {
                return false;
            }
        }
        return Arrays.stream(wanted).anyMatch(TableLocation::isPattern);
    }
}
