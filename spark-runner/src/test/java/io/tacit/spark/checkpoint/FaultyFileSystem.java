package io.tacit.spark.checkpoint;

import java.io.IOException;
import java.util.function.BiPredicate;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** A file system on which the process "dies" before chosen operations. */
final class FaultyFileSystem extends FilterFileSystem {
    /** What was about to happen when the process died. */
    enum Operation {
        CREATE,
        RENAME,
        DELETE
    }

    private final BiPredicate<Operation, Path> dies;

    FaultyFileSystem(FileSystem inner, BiPredicate<Operation, Path> dies) {
        super(inner);
        this.dies = dies;
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short replicas,
            long block,
            Progressable p)
            throws IOException {
        perhapsDie(Operation.CREATE, path);
        return super.create(path, permission, overwrite, buffer, replicas, block, p);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        perhapsDie(Operation.RENAME, to);
        return super.rename(from, to);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        perhapsDie(Operation.DELETE, path);
        return super.delete(path, recursive);
    }

    private void perhapsDie(Operation operation, Path path) throws IOException {
        if (dies.test(operation, path)) {
            throw new IOException("died before " + operation + " of " + path.getName());
        }
    }
}
