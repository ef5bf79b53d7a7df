package io.tacit.spark.checkpoint;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.io.IOUtils;

/** The few things that file systems do differently. */
public final class Storage {
    /** Something that writes to a stream. */
    @FunctionalInterface
    public interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private Storage() {}

    /** The file system of {@code path}; a local one without Hadoop's hidden checksum files, since we have our own. */
    public static FileSystem of(Path path, Configuration hadoop) throws IOException {
        FileSystem files = path.getFileSystem(hadoop);
        return files instanceof LocalFileSystem local ? local.getRaw() : files;
    }

    /** Writes a file; it is on disk when this returns, where the file system can promise that. */
    public static void write(FileSystem files, Path path, Writing writing) throws IOException {
        try {
            FSDataOutputStream out = files.create(path, true);
            try {
                fill(out, writing);
                out.close();
            } finally {
                // HDFS throws one exception twice, in writing and in closing, which try-with-resources does not bear.
                IOUtils.closeStream(out);
            }
        } catch (FSError e) {
            // So Hadoop's local file system says that a disk is full, which is no error of the program.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(path + ": " + cause.getMessage(), cause);
        }
    }

    private static void fill(FSDataOutputStream out, Writing writing) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        writing.to(buffered);
        buffered.flush();
        if (out.hasCapability(StreamCapabilities.HSYNC)) {
            out.hsync();
        }
    }

    /**
     * Writes a file in place of the one that is there. Who reads it finds the one or the other, whole; so does everybody where this
     * fails.
     */
    public static void replace(FileSystem files, Path path, Writing writing) throws IOException {
        Path fresh = path.suffix("." + UUID.randomUUID() + ".new");
        try {
            write(files, fresh, writing);
            renameOver(files, fresh, path);
        } catch (IOException e) {
            discard(files, fresh, e);
            throw e;
        }
    }

    /** Deletes what was begun and failed; where that fails as well, the failure says both. */
    public static void discard(FileSystem files, Path begun, IOException failure) {
        try {
            files.delete(begun, true);
        } catch (IOException later) {
            // A file system may throw one exception again, which cannot suppress itself.
            if (later != failure) {
                failure.addSuppressed(later);
            }
        }
    }

    private static void renameOver(FileSystem files, Path from, Path to) throws IOException {
        if (files instanceof RawLocalFileSystem local) {
            Files.move(
                    local.pathToFile(from).toPath(),
                    local.pathToFile(to).toPath(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        try {
            FileContext.getFileContext(files.getUri(), files.getConf()).rename(from, to, Options.Rename.OVERWRITE);
        } catch (UnsupportedFileSystemException e) {
            // A file system that cannot do it at once.
            files.delete(to, false);
            rename(files, from, to);
        }
    }

    /** Creates a file that must not be there yet; false where somebody was faster. */
    static boolean createNew(FileSystem files, Path path, byte[] content) throws IOException {
        if (files instanceof RawLocalFileSystem local) {
            // Hadoop looks and then creates; only the operating system does both at once.
            return createNew(local.pathToFile(path).toPath(), content);
        }
        try (OutputStream out = files.create(path, false)) {
            out.write(content);
            return true;
        } catch (IOException e) {
            if (files.exists(path)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean createNew(java.nio.file.Path path, byte[] content) throws IOException {
        try {
            Files.write(path, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Renames, or throws: Hadoop's own answer is a boolean that is easily overlooked. */
    public static void rename(FileSystem files, Path from, Path to) throws IOException {
        if (!files.rename(from, to)) {
            throw new IOException("cannot rename " + from + " to " + to + "; is the directory writable?");
        }
    }
}
