package io.tacit.spark.driver;

import io.tacit.spark.checkpoint.CheckpointStore;
import io.tacit.spark.checkpoint.OutputLock;
import io.tacit.spark.checkpoint.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The output directory of a run, held by it alone until {@link #close}.
 *
 * <pre>
 * OUTPUT/checkpoints/   see the package checkpoint
 *        model/         what was trained
 *        metrics.jsonl  one line a round
 *        result.json    the figures, as --json prints them
 *        report.html
 * </pre>
 */
record Output(Path root, FileSystem files, Configuration hadoop, OutputLock lock, Maker maker)
        implements AutoCloseable {
    private static final String METRICS = "metrics.jsonl";
    private static final String MODEL = "model";
    private static final String REPORT = "report.html";
    private static final String RESULT = "result.json";
    private static final String COMMAND = "train"; // the only one with such a directory

    /** Who made the directory. */
    enum Maker {
        SOMEBODY_ELSE,
        THIS_RUN
    }

    /**
     * Takes hold of the directory, which is created where it is missing.
     *
     * @throws io.tacit.spark.config.ConfigProblems where files in it that would be overwritten are somebody else's
     * @throws io.tacit.spark.checkpoint.OutputInUseException where another run holds it
     * @throws UncheckedIOException where it cannot be written
     */
    static Output open(String place, Configuration hadoop) {
        try {
            Path root = new Path(place);
            FileSystem files = Storage.of(root, hadoop);
            new Belongings(files, root).demandOurs();
            Maker maker = files.exists(root) ? Maker.SOMEBODY_ELSE : Maker.THIS_RUN;
            return new Output(root, files, hadoop, OutputLock.acquire(files, root, InstantSource.system()), maker);
        } catch (IOException e) {
            throw new UncheckedIOException("output " + place + ": cannot be written", e);
        }
    }

    CheckpointStore checkpoints(int keep) {
        return CheckpointStore.on(files, root, keep);
    }

    String metrics() {
        return new Path(root, METRICS).toString();
    }

    Path model() {
        return modelOf(root);
    }

    static Path modelOf(Path run) {
        return new Path(run, MODEL);
    }

    /** Whether an earlier run has left rounds or a model here. */
    boolean isUsed() {
        try {
            return checkpoints(1).isUsed() || files.exists(model());
        } catch (IOException e) {
            throw new UncheckedIOException("output " + root + ": cannot be read", e);
        }
    }

    /** The newest round that has a checkpoint. */
    Optional<Integer> newestCheckpoint() {
        try {
            return checkpoints(1).rounds().stream().max(Integer::compare);
        } catch (IOException e) {
            return Optional.empty(); // for a message only
        }
    }

    Path report() {
        return new Path(root, REPORT);
    }

    void writeReport(String html) {
        try {
            demandHeld();
            Storage.replace(files, report(), out -> out.write(html.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("report " + report() + ": cannot be written", e);
        }
    }

    /** The figures so far, in place of earlier ones. */
    void writeResult(Summary result) {
        Path place = new Path(root, RESULT);
        try {
            demandHeld();
            byte[] line = (result.json(COMMAND) + "\n").getBytes(StandardCharsets.UTF_8);
            Storage.replace(files, place, out -> out.write(line));
        } catch (IOException e) {
            throw new UncheckedIOException("result " + place + ": cannot be written", e);
        }
    }

    void demandHeld() throws IOException {
        lock.demandHeld();
    }

    boolean isHeld() {
        try {
            return lock.isHeld();
        } catch (IOException e) {
            return false;
        }
    }

    /** Leaves nothing of a run that wrote nothing. */
    @Override
    public void close() {
        try {
            clearMetrics();
        } finally {
            lock.close();
        }
        if (maker == Maker.THIS_RUN) {
            clearRoot();
        }
    }

    private void clearMetrics() {
        Path metrics = new Path(root, METRICS);
        try {
            if (isHeld()
                    && files.exists(metrics)
                    && files.getFileStatus(metrics).getLen() == 0) {
                files.delete(metrics, false);
            }
        } catch (IOException e) {
            return; // an empty file does no harm
        }
    }

    /** Not what another run has begun there meanwhile: a directory with something in it is not deleted. */
    private void clearRoot() {
        try {
            if (files.listStatus(root).length == 0) {
                files.delete(root, false);
            }
        } catch (IOException e) {
            return; // nor does an empty directory
        }
    }
}
