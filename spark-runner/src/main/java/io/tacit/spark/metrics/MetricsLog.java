package io.tacit.spark.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacit.spark.checkpoint.Storage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * {@code metrics.jsonl}: one JSON line a round, on disk as soon as the round ends.
 *
 * <p>On the local file system lines are appended in place and flushed one by one. Object stores cannot append, and HDFS
 * only where it is allowed; so elsewhere lines go to a local journal, and {@link #publish}, to be called with every
 * checkpoint and at the end, puts the whole journal in the place of the file. The two therefore never disagree
 * by more than the rounds a resumed run would repeat anyway.
 *
 * <p>Opening puts the rounds that a checkpoint knows in place of what a crash left. One thread only.
 */
public final class MetricsLog implements AutoCloseable {

    private final org.apache.hadoop.fs.Path target;
    private final FileSystem fileSystem;
    private final Path journal;
    private final BufferedWriter lines;

    private MetricsLog(org.apache.hadoop.fs.Path target, FileSystem fileSystem, Path journal) throws IOException {
        this.target = target;
        this.fileSystem = fileSystem;
        this.journal = journal;
        this.lines = Files.newBufferedWriter(journal, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /**
     * Opens the log of a run that goes on after these rounds, none for a new run.
     *
     * @throws UncheckedIOException where the place cannot be read or written
     */
    public static MetricsLog open(String place, Configuration hadoop, List<RoundRecord> before) {
        try {
            org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(place);
            FileSystem fileSystem = Storage.of(target, hadoop);
            Path journal =
                    isLocal(fileSystem) ? localFile(fileSystem, target) : Files.createTempFile("tacit", ".jsonl");
            replaceLines(journal, before.stream().map(RoundJson::line).toList());
            return new MetricsLog(target, fileSystem, journal);
        } catch (IOException e) {
            throw new UncheckedIOException("metrics log " + place + ": cannot be opened; is it writable?", e);
        }
    }

    /** The rounds recorded at {@code place}, in order; empty where there is no file. */
    public static List<RoundRecord> read(String place, Configuration hadoop) {
        org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(place);
        try {
            return MetricsFile.read(target.getFileSystem(hadoop), target);
        } catch (IOException e) {
            throw new UncheckedIOException("metrics log " + place + ": cannot be read", e);
        }
    }

    public void append(RoundRecord record) {
        try {
            lines.write(RoundJson.line(record));
            lines.write('\n');
            lines.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("metrics log " + journal + ": cannot be written; is the disk full?", e);
        }
    }

    /** Brings the file at its place up to date; nothing to do where it is local. */
    public void publish() {
        if (isLocal(fileSystem)) {
            return;
        }
        try {
            Storage.replace(fileSystem, target, out -> Files.copy(journal, out));
        } catch (IOException e) {
            throw new UncheckedIOException("metrics log " + target + ": cannot be written", e);
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
            if (!isLocal(fileSystem)) {
                Files.deleteIfExists(journal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("metrics log " + target + ": cannot be closed", e);
        }
    }

    private static boolean isLocal(FileSystem fileSystem) {
        return fileSystem.getUri().getScheme().equals("file");
    }

    private static Path localFile(FileSystem fileSystem, org.apache.hadoop.fs.Path target) throws IOException {
        Path file = Path.of(fileSystem.makeQualified(target).toUri().getPath());
        Files.createDirectories(file.toAbsolutePath().getParent());
        // Hadoop would later hold the file against a checksum that in-place appends do not keep up to date.
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
        return file;
    }

    private static void replaceLines(Path file, List<String> kept) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, kept, UTF_8);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
