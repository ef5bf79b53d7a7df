package io.tacit.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputLockTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");

    @TempDir
    private java.nio.file.Path dir;

    private Path output;
    private FileSystem files;

    @BeforeEach
    void open() throws IOException {
        output = new Path(dir.resolve("run").toUri());
        files = Storage.of(output, new Configuration(false));
    }

    @Test
    @DisplayName("a directory that cannot be created is told, and not a file in it that is missing")
    void cannotBeCreated() {
        FileSystem closed = new FilterFileSystem(files) {
            @Override
            public boolean mkdirs(Path path) {
                return false;
            }
        };
        assertThatThrownBy(() -> OutputLock.acquire(closed, output, InstantSource.fixed(NOW)))
                .isInstanceOf(IOException.class)
                .hasMessage(output + " cannot be created; is the directory above it writable?");
    }

    @Test
    @DisplayName("U08 a second run is refused with the owner's id")
    void secondRun() throws IOException {
        try (OutputLock first = acquire()) {
            assertThatThrownBy(this::acquire)
                    .isInstanceOf(OutputInUseException.class)
                    .hasMessageContaining(output.toString())
                    .hasMessageContaining("process " + first.owner().pid() + " on ")
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            first.demandHeld();
        }
        acquire().close();
        assertThat(lockFile()).doesNotExist();
    }

    @Test
    @DisplayName("U08 the lock of a dead process on this host is taken over at once")
    void deadProcess() throws IOException {
        LockOwner self = LockOwner.current(NOW);
        write(new LockOwner(
                "dead", self.host(), self.table(), self.pid(), "2001-01-01T00:00:00Z", "then", NOW.toString()));
        acquire().close();
    }

    @Test
    @DisplayName("U08 on another host only heartbeats tell who is dead")
    void otherHost() throws IOException {
        write(elsewhere(NOW.minusSeconds(90)));
        assertThatThrownBy(this::acquire).hasMessageContaining("elsewhere");
        write(elsewhere(NOW.minusSeconds(150)));
        acquire().close();
    }

    @Test
    @DisplayName("U08 a host of the same name with other processes, such as a container, tells by heartbeats as well")
    void otherProcessTable() throws IOException {
        LockOwner self = LockOwner.current(NOW);
        write(new LockOwner("contained", self.host(), "another", 1, "", "then", NOW.toString()));
        assertThatThrownBy(this::acquire).hasMessageContaining("process 1 on ");
    }

    @Test
    @DisplayName(
            "U08 a heartbeat is written beside the lock and put in its place: no reader and no failure finds half of it")
    void heartbeatIsWhole() throws IOException {
        List<String> created = new ArrayList<>();
        FileSystem watched = new FaultyFileSystem(files, (operation, path) -> {
            if (operation == FaultyFileSystem.Operation.CREATE) {
                created.add(path.getName());
            }
            return false;
        });
        try (OutputLock lock = OutputLock.acquire(watched, output, InstantSource.fixed(NOW))) {
            created.clear();
            lock.beat();
            lock.demandHeld();
        }
        assertThat(created).singleElement().asString().startsWith("run.lock.").endsWith(".new");
        assertThat(lockFile().getParent()).isEmptyDirectory();
    }

    @Test
    @DisplayName("U08 a lock that a crash cut short is taken over")
    void cutShort() throws IOException {
        Files.createDirectories(lockFile().getParent());
        Files.writeString(lockFile(), "{\"format\"");
        acquire().close();
    }

    @Test
    @DisplayName("U08 an owner whose lock was taken notices before it writes")
    void taken() throws IOException {
        try (OutputLock lock = acquire()) {
            write(elsewhere(NOW));
            assertThatThrownBy(lock::demandHeld).hasMessageContaining("elsewhere");
            lock.beat();
        }
        assertThat(Files.readString(lockFile())).contains("elsewhere");
    }

    @Test
    void aHeartbeatKeepsTheOwner() throws IOException {
        try (OutputLock lock = acquire()) {
            lock.beat();
            lock.demandHeld();
        }
    }

    @Test
    @DisplayName("U08 of many runs at once, one gets it")
    void race() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Optional<OutputLock>>> runs = IntStream.range(0, 8)
                    .<Callable<Optional<OutputLock>>>mapToObj(i -> this::tryAcquire)
                    .toList();
            int holders = 0;
            for (Future<Optional<OutputLock>> run : threads.invokeAll(runs)) {
                holders += run.get().isPresent() ? 1 : 0;
            }
            assertThat(holders).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private Optional<OutputLock> tryAcquire() throws IOException {
        try {
            return Optional.of(acquire());
        } catch (OutputInUseException e) {
            return Optional.empty();
        }
    }

    private OutputLock acquire() throws IOException {
        return OutputLock.acquire(files, output, InstantSource.fixed(NOW));
    }

    private static LockOwner elsewhere(Instant heartbeat) {
        return new LockOwner("id-7", "elsewhere", "", 1, "", "then", heartbeat.toString());
    }

    private void write(LockOwner owner) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        LockOwner.FORMAT.write(owner, json);
        Files.createDirectories(lockFile().getParent());
        Files.write(lockFile(), json.toByteArray());
    }

    private java.nio.file.Path lockFile() {
        return dir.resolve("run").resolve(OutputLock.NAME);
    }
}
