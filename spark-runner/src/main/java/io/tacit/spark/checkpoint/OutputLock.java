package io.tacit.spark.checkpoint;

import io.tacit.core.io.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * One run's hold on its output directory: a file that names the owner, with a heartbeat. A lock whose owner is dead is
 * taken over.
 *
 * <p>Two runs that take over the same dead lock at the same moment both look once more at what they created, and a run
 * that lost its lock notices in {@link #demandHeld}, which precedes everything that must not be written twice.
 */
public final class OutputLock implements AutoCloseable {
    static final String NAME = "run.lock";
    private static final int ATTEMPTS = 5;
    private static final int LOOKS = 5;
    private static final long LOOK_MILLIS = 100;
    private static final long HEARTBEAT_SECONDS = 20;

    private final FileSystem files;
    private final Path file;
    private final InstantSource clock;
    private final LockOwner self;
    private final ScheduledExecutorService heart;

    private OutputLock(FileSystem files, Path file, InstantSource clock, LockOwner self) {
        this.files = files;
        this.file = file;
        this.clock = clock;
        this.self = self;
        this.heart = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "tacit-output-lock");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Takes the lock of {@code output}, which is created where it is missing.
     *
     * @throws OutputInUseException naming the owner, where another run holds it
     */
    public static OutputLock acquire(FileSystem files, Path output, InstantSource clock) throws IOException {
        if (!files.mkdirs(output)) {
            throw new IOException(output + " cannot be created; is the directory above it writable?");
        }
        OutputLock lock = new OutputLock(files, new Path(output, NAME), clock, LockOwner.current(clock.instant()));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (Storage.createNew(files, lock.file, json(lock.self)) && lock.isHeld()) {
                lock.startHeart();
                return lock;
            }
            lock.clearDead(output);
        }
        throw new IOException(lock.file + ": cannot be taken; other runs keep taking it at the same time");
    }

    /** The run that holds {@code output}, or died holding it. */
    public static Optional<LockOwner> holder(FileSystem files, Path output) throws IOException {
        return read(files, new Path(output, NAME));
    }

    /** Moves a dead owner's lock out of the way; what was moved is looked at again, lest it be a new owner's. */
    private void clearDead(Path output) throws IOException {
        Optional<LockOwner> owner = settledOwner();
        if (owner.isPresent() && owner.get().lives(clock.instant())) {
            throw new OutputInUseException(output, owner.get());
        }
        Path aside = file.suffix("." + self.id());
        if (!files.exists(file) || !files.rename(file, aside)) {
            return;
        }
        if (owner(aside).equals(owner)) {
            files.delete(aside, false);
        } else {
            Storage.rename(files, aside, file);
        }
    }

    /** Who has just created the file may not have written it yet. */
    private Optional<LockOwner> settledOwner() throws IOException {
        Optional<LockOwner> owner = owner(file);
        for (int look = 0; owner.isEmpty() && look < LOOKS && files.exists(file); look++) {
            pause();
            owner = owner(file);
        }
        return owner;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while taking the lock of the output directory");
        }
    }

    public LockOwner owner() {
        return self;
    }

    /**
     * Passes while the lock is ours.
     *
     * @throws OutputInUseException where another run took it, believing this one dead
     */
    public synchronized void demandHeld() throws IOException {
        if (!isHeld()) {
            throw new OutputInUseException(file.getParent(), owner(file).orElse(self));
        }
    }

    /** Whether nobody took it. */
    public synchronized boolean isHeld() throws IOException {
        return owner(file).filter(owner -> owner.id().equals(self.id())).isPresent();
    }

    private void startHeart() {
        // The future is of no use: a failed beat is tried again, and demandHeld finds out whether it mattered.
        var unused = heart.scheduleWithFixedDelay(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    /** Says that this run lives. A failure must not end training, nor the beats after it. */
    synchronized void beat() {
        try {
            if (isHeld()) {
                byte[] content = json(self.beating(clock.instant()));
                Storage.replace(files, file, out -> out.write(content));
            }
        } catch (IOException e) {
            // Tried again in a moment.
            return;
        }
    }

    /** Gives the directory back. */
    @Override
    public synchronized void close() {
        heart.shutdownNow();
        try {
            if (isHeld()) {
                files.delete(file, false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be deleted; delete it by hand", e);
        }
    }

    /** Nothing where there is no lock, or one that a crash cut short. */
    private Optional<LockOwner> owner(Path place) throws IOException {
        return read(files, place);
    }

    private static Optional<LockOwner> read(FileSystem files, Path place) throws IOException {
        try (InputStream in = files.open(place)) {
            return Optional.of(LockOwner.FORMAT.read(in, place.toString()));
        } catch (FileNotFoundException | FormatException e) {
            return Optional.empty();
        }
    }

    private static byte[] json(LockOwner owner) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LockOwner.FORMAT.write(owner, bytes);
        return bytes.toByteArray();
    }
}
