package io.tacit.spark.checkpoint;

import io.tacit.core.io.FormatException;
import io.tacit.spark.checkpoint.FoundCheckpoint.Restored;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The checkpoints of one run, each in a directory of its own. A checkpoint is there when its manifest is; what a crash leaves behind is
 * an orphan, which nobody reads and {@link #prune} deletes. One that lacks nothing but its manifest has lost it, and is damaged.
 */
public final class CheckpointStore {
    private static final String NAME = "checkpoints";
    private static final Pattern DIRECTORY = Pattern.compile("round-(\\d{6,9})");

    private final FileSystem files;
    private final Path root;
    private final int keep;

    /** What to do where the newest checkpoint is damaged. */
    public enum OnDamage {
        FAIL,
        FALL_BACK
    }

    /** On a file system as it is; {@code keep} is the number of newest checkpoints kept. */
    public CheckpointStore(FileSystem files, Path root, int keep) {
        if (keep < 1) {
            throw new IllegalArgumentException("checkpoints kept: expected 1 or more, got " + keep);
        }
        this.files = files;
        this.root = root;
        this.keep = keep;
    }

    /** In the directory {@code checkpoints} of a run's output. */
    public static CheckpointStore in(Path output, Configuration hadoop, int keep) throws IOException {
        return on(Storage.of(output, hadoop), output, keep);
    }

    /** The same on a file system that is already open. */
    public static CheckpointStore on(FileSystem files, Path output, int keep) {
        return new CheckpointStore(files, new Path(output, NAME), keep);
    }

    /**
     * The checkpoint in {@code directory}, verified.
     *
     * @throws FormatException where it is damaged or of another format version
     */
    public static Checkpoint read(FileSystem files, Path directory) throws IOException {
        CheckpointFiles checkpoint = new CheckpointFiles(files, directory);
        checkpoint.demandVersion();
        return checkpoint.read();
    }

    /**
     * Writes a checkpoint, in place of one of the same round.
     *
     * @return its directory
     */
    public Path save(Checkpoint checkpoint) throws IOException {
        Path directory = directory(checkpoint.cursor().round());
        delete(directory);
        new CheckpointFiles(files, directory).write(checkpoint);
        return directory;
    }

    /**
     * Deletes the checkpoints that are not to be kept when that of a round has been saved: those of later rounds, which were damaged, or
     * training would not have come by here once more, those that are too old, and those without a manifest.
     */
    public void prune(int saved) throws IOException {
        List<Integer> rounds = rounds();
        int end = rounds.indexOf(saved) + 1;
        for (int round : rounds.subList(end, rounds.size())) {
            delete(directory(round));
        }
        for (int round : rounds.subList(0, Math.max(0, end - keep))) {
            delete(directory(round));
        }
        for (Path directory : directories()) {
            CheckpointFiles checkpoint = new CheckpointFiles(files, directory);
            if (!checkpoint.isCommitted() && checkpoint.areOurs()) {
                files.delete(directory, true);
            }
        }
    }

    /**
     * The newest checkpoint that verifies; nothing where there is none at all, or none that was ever finished.
     *
     * @throws FormatException naming path, expected and actual checksum, where the newest is damaged and falling back is
     *     not allowed, or where all are; also where one was written in another format version
     */
    public FoundCheckpoint newest(OnDamage policy) throws IOException {
        List<String> damaged = new ArrayList<>();
        List<Path> unfinished = new ArrayList<>();
        List<Path> directories = directories();
        Collections.reverse(directories);
        for (Path directory : directories) {
            CheckpointFiles candidate = new CheckpointFiles(files, directory);
            if (candidate.isUnfinished()) {
                unfinished.add(directory);
                continue;
            }
            candidate.demandVersion();
            try {
                Restored restored = new Restored(candidate.read(), directory);
                return new FoundCheckpoint(Optional.of(restored), damaged, unfinished);
            } catch (FormatException e) {
                if (policy == OnDamage.FAIL) {
                    throw e;
                }
                damaged.add(e.getMessage());
            }
        }
        if (!damaged.isEmpty()) {
            throw new FormatException(root.toString(), "no checkpoint verifies:\n  " + String.join("\n  ", damaged));
        }
        return new FoundCheckpoint(Optional.empty(), damaged, unfinished);
    }

    /** Whether there is a checkpoint, be it damaged. */
    public boolean isUsed() throws IOException {
        for (Path directory : directories()) {
            if (!new CheckpointFiles(files, directory).isUnfinished()) {
                return true;
            }
        }
        return false;
    }

    /** Rounds with a committed checkpoint, ascending. */
    public List<Integer> rounds() throws IOException {
        List<Integer> rounds = new ArrayList<>();
        for (Path directory : directories()) {
            if (new CheckpointFiles(files, directory).isCommitted()) {
                rounds.add(round(directory));
            }
        }
        return rounds;
    }

    /** By rounds, ascending. */
    private List<Path> directories() throws IOException {
        List<Path> directories = new ArrayList<>();
        if (files.exists(root)) {
            for (FileStatus entry : files.listStatus(root)) {
                if (entry.isDirectory() && round(entry.getPath()) >= 0) {
                    directories.add(entry.getPath());
                }
            }
        }
        directories.sort(Comparator.comparingInt(CheckpointStore::round));
        return directories;
    }

    private void delete(Path directory) throws IOException {
        new CheckpointFiles(files, directory).delete();
    }

    private Path directory(int round) {
        return new Path(root, name(round));
    }

    private static String name(int round) {
        return String.format(Locale.ROOT, "round-%06d", round);
    }

    private static int round(Path directory) {
        Matcher name = DIRECTORY.matcher(directory.getName());
        return name.matches() ? Integer.parseInt(name.group(1)) : -1;
    }
}
