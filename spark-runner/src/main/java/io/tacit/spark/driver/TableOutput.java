package io.tacit.spark.driver;

import io.tacit.spark.checkpoint.OutputLock;
import io.tacit.spark.checkpoint.Storage;
import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.Problem;
import io.tacit.spark.data.TablePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A Parquet directory that is there whole or not at all: written in a hidden directory beside its place, which one
 * process holds at a time, and renamed. What a crash leaves of that directory the next run to the same place clears away.
 */
record TableOutput(Destination to, Path place, FileSystem files, OutputLock lock) implements AutoCloseable {
    private static final String OPTION = "--output";
    private static final String TABLE = "table";
    private static final String REPLACED = "replaced";

    /**
     * Takes hold of the place.
     *
     * @throws ConfigProblems where something is there that is not to be replaced
     * @throws io.tacit.spark.checkpoint.OutputInUseException where another run writes there
     */
    static TableOutput open(Destination to, Configuration hadoop) {
        try {
            Path asked = new Path(to.place());
            FileSystem files = Storage.of(asked, hadoop);
            Path place = files.makeQualified(asked);
            demandReplaceable(files, place, to);
            return cleared(new TableOutput(
                    to, place, files, OutputLock.acquire(files, workspace(place), InstantSource.system())));
        } catch (IOException e) {
            throw new UncheckedIOException("output " + to.place() + ": cannot be written", e);
        }
    }

    private static TableOutput cleared(TableOutput output) throws IOException {
        try {
            output.files.delete(output.in(TABLE), true);
            output.files.delete(output.in(REPLACED), true);
            return output;
        } catch (IOException e) {
            output.close();
            throw e;
        }
    }

    private static void demandReplaceable(FileSystem files, Path place, Destination to) throws IOException {
        if (place.getParent() == null) {
            throw refused("is the root directory; name one below it");
        }
        if (!files.exists(place)) {
            return;
        }
        if (files.getFileStatus(place).isFile()) {
            throw refused(to.place() + " is a file; expected the name of a directory to be written");
        }
        if (to.existing() == Destination.Existing.REFUSED) {
            throw refused(to.place() + " is there already; choose another directory, or replace it with --overwrite");
        }
        Optional<String> foreign = foreign(files, place);
        if (foreign.isPresent()) {
            throw refused(to.place() + " holds " + foreign.get()
                    + ", which is no part of a table; --overwrite replaces nothing but tables");
        }
    }

    /** The name of something in a directory that Spark does not leave when it writes a Parquet table. */
    static Optional<String> foreign(FileSystem files, Path directory) throws IOException {
        for (FileStatus entry : files.listStatus(directory)) {
            String name = entry.getPath().getName();
            boolean written = entry.isFile() && name.matches("part-.*|\\.part-.*\\.crc|_SUCCESS|\\._SUCCESS\\.crc");
            if (!written && !name.equals("_temporary")) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private static ConfigProblems refused(String what) {
        return new ConfigProblems(List.of(Problem.of("", OPTION, what)));
    }

    /**
     * Writes the rows, and when all are on disk gives them their place.
     *
     * @return how many there are, as they are read back
     */
    long write(Dataset<Row> rows) {
        Path fresh = in(TABLE);
        rows.write().parquet(fresh.toString());
        long count = TablePath.literal(rows.sparkSession())
                .schema(rows.schema())
                .parquet(fresh.toString())
                .count();
        try {
            put(fresh);
        } catch (IOException e) {
            throw new UncheckedIOException("output " + to.place() + ": cannot be put in its place", e);
        }
        return count;
    }

    private void put(Path fresh) throws IOException {
        lock.demandHeld();
        demandReplaceable(files, place, to);
        boolean replaces = files.exists(place);
        if (replaces) {
            Storage.rename(files, place, in(REPLACED));
        }
        try {
            Storage.rename(files, fresh, place);
        } catch (IOException e) {
            if (replaces) {
                Storage.rename(files, in(REPLACED), place);
            }
            throw e;
        }
    }

    private Path in(String name) {
        return new Path(workspace(place), name);
    }

    /** Hidden, so that it is not read where the directory above is one of data. */
    private static Path workspace(Path place) {
        return new Path(place.getParent(), "." + place.getName() + ".unfinished");
    }

    @Override
    public void close() {
        try {
            lock.close();
            files.delete(workspace(place), true);
        } catch (IOException e) {
            throw new UncheckedIOException(workspace(place) + ": cannot be deleted; delete it by hand", e);
        }
    }
}
