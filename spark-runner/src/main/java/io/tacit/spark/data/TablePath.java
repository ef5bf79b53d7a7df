package io.tacit.spark.data;

import io.tacit.spark.config.TableLocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.DataSource;

/**
 * Where a table lies: the files and directories that a text means. What exists under a name is meant by that name, also
 * where it has characters of a pattern, such as {@code x/sc[1]}; a pattern is what nothing is called.
 *
 * @param asked the text
 * @param roots qualified, in order; one where the text is a name
 * @param base the directory below which the names of directories are Hive partitions: the one that is named, or in which a
 *     pattern of partitions lies, such as {@code x/year=*}; nothing where those are several
 */
public record TablePath(String asked, List<Path> roots, Optional<Path> base) {

    private static final int SHOWN = 3;

    public TablePath {
        roots = List.copyOf(roots);
    }

    /** @throws DataException where there is nothing */
    public static TablePath of(String asked, Configuration hadoop) throws IOException {
        Path path = new Path(asked);
        FileSystem files = path.getFileSystem(hadoop);
        if (files.exists(path)) {
            Path root = files.makeQualified(path);
            return new TablePath(asked, List.of(root), Optional.of(directory(files.getFileStatus(root))));
        }
        if (!TableLocation.isPattern(asked)) {
            throw new DataException("cannot read '" + asked + "': no such file or directory");
        }
        FileStatus[] matches = files.globStatus(path);
        if (matches == null || matches.length == 0) {
            throw new DataException(
                    "cannot read '" + asked + "': no file has this name, and none fits it as a pattern");
        }
        return new TablePath(
                asked,
                Arrays.stream(matches)
                        .map(match -> files.makeQualified(match.getPath()))
                        .sorted()
                        .toList(),
                only(Arrays.stream(matches).map(match -> files.makeQualified(base(match)))));
    }

    /** What the partitions of a match lie in. */
    private static Path base(FileStatus match) {
        Path at = directory(match);
        while (at.getName().indexOf('=') > 0) {
            at = at.getParent();
        }
        return at;
    }

    private static Path directory(FileStatus place) {
        return place.isFile() ? place.getPath().getParent() : place.getPath();
    }

    private static Optional<Path> only(Stream<Path> paths) {
        List<Path> different = paths.distinct().toList();
        return different.size() == 1 ? Optional.of(different.get(0)) : Optional.empty();
    }

    /** Reads from paths as they are spelled: no character of them makes a pattern. */
    public static DataFrameReader literal(SparkSession spark) {
        return spark.read().option(DataSource.GLOB_PATHS_KEY(), "false");
    }

    /** The same for some of the files of this table, with the partitions that these have in the table. */
    DataFrameReader reader(SparkSession spark) {
        DataFrameReader reader = literal(spark);
        return base.map(directory -> reader.option("basePath", directory.toString()))
                .orElse(reader);
    }

    /** What {@link DataFrameReader} takes. */
    String[] texts() {
        return roots.stream().map(Path::toString).toArray(String[]::new);
    }

    /**
     * The files that Spark reads, in order: those of a directory itself and of its Hive partitions, without hidden ones.
     *
     * @throws DataException where there are none
     */
    List<FileStatus> files(Configuration hadoop) throws IOException {
        List<FileStatus> found = new ArrayList<>();
        for (Path root : roots) {
            FileSystem files = root.getFileSystem(hadoop);
            collect(files, files.getFileStatus(root), found);
        }
        if (found.isEmpty()) {
            throw new DataException("'" + asked + "' has no files" + among(hadoop));
        }
        demandOneTable(found.get(0).getPath());
        demandSamePartitions(found.stream().map(FileStatus::getPath).toList());
        return found;
    }

    private void demandOneTable(Path file) {
        if (base.isEmpty() && !partitions(file).isEmpty()) {
            throw new DataException("'" + asked + "' fits several tables of Hive partitions ("
                    + roots.stream()
                            .limit(SHOWN)
                            .map(root -> root.toUri().getPath())
                            .collect(Collectors.joining(", "))
                    + (roots.size() > SHOWN ? ", ..." : "") + "): name one of them, or partitions of one, as in "
                    + roots.get(0).toUri().getPath() + "/" + partitions(file).get(0) + "=*");
        }
    }

    /** Spark would not read a file that lies beside the directories of partitions, and says nothing. */
    private void demandSamePartitions(List<Path> files) {
        List<String> first = partitions(files.get(0));
        files.stream()
                .filter(file -> !partitions(file).equals(first))
                .findFirst()
                .ifPresent(other -> {
                    throw new DataException("files of one table need the same partitions: "
                            + files.get(0).toUri().getPath() + " is in " + inWords(first) + ", but "
                            + other.toUri().getPath() + " in " + inWords(partitions(other))
                            + "; name those that belong together, or move the others");
                });
    }

    private static String inWords(List<String> keys) {
        return keys.isEmpty() ? "none" : "those of " + String.join(", ", keys);
    }

    /** Keys of the Hive partitions above one of the files, as in {@code year=2024/}. */
    List<String> partitions(Path file) {
        List<String> keys = new ArrayList<>();
        List<Path> tops = base.map(List::of).orElse(roots);
        Path at = tops.contains(file) ? file : file.getParent();
        while (at != null && !tops.contains(at)) {
            keys.add(0, at.getName().replaceFirst("=.*", ""));
            at = at.getParent();
        }
        return keys;
    }

    private static void collect(FileSystem files, FileStatus place, List<FileStatus> found) throws IOException {
        if (place.isFile()) {
            found.add(place);
            return;
        }
        for (FileStatus child : sorted(files.listStatus(place.getPath()))) {
            String name = child.getPath().getName();
            if (!isHidden(name) && (child.isFile() || name.contains("="))) {
                collect(files, child, found);
            }
        }
    }

    private static List<FileStatus> sorted(FileStatus[] places) {
        return Stream.of(places).sorted().toList();
    }

    /** As Spark has it. */
    private static boolean isHidden(String name) {
        return name.startsWith(".") || (name.startsWith("_") && !name.contains("=")) || name.endsWith("._COPYING_");
    }

    private String among(Configuration hadoop) throws IOException {
        List<String> folders = new ArrayList<>();
        for (Path root : roots) {
            Stream.of(root.getFileSystem(hadoop).listStatus(root))
                    .filter(FileStatus::isDirectory)
                    .forEach(folder -> folders.add(folder.getPath().getName()));
        }
        return folders.isEmpty()
                ? ""
                : " of its own, only directories (" + String.join(", ", folders) + "): name one of them, or all with '"
                        + asked + "/*'";
    }
}
