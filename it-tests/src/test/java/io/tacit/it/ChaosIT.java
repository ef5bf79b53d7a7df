package io.tacit.it;

import static io.tacit.it.SmallTraining.LIMIT;
import static io.tacit.it.SmallTraining.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Trainings to which something happens at a moment drawn by lot, again and again: {@code make chaos}, which takes a while. Tests of
 * every build have each of these disasters once, at a chosen moment.
 */
@Tag(SmallTraining.CHAOS)
@ExtendWith(SharedCluster.class)
class ChaosIT {
    /** How often each disaster happens, and from which seed on. */
    private static final int TIMES = Integer.getInteger("tacit.chaos.times", 5);

    private static final long SEED = Long.getLong("tacit.chaos.seed", 1);

    @TempDir
    static Path folder;

    private static StandaloneCluster cluster;
    private static SmallTraining training;
    private static String undisturbed;
    private static int workersAdded;

    @BeforeAll
    static void prepare(StandaloneCluster shared) throws Exception {
        cluster = shared;
        training = SmallTraining.in(folder.toString(), shared).shortLived().ofLongRounds();
        undisturbed = sha256(training.on("local[2]").finished("undisturbed"));
    }

    private enum Disaster {
        /** {@code kill -9} of an executor. */
        EXECUTOR_KILLED,
        /** A Worker with its executor goes, another one comes. */
        WORKER_REPLACED,
        /** An executor does nothing for some seconds. */
        EXECUTOR_SLOW,
        /** {@code kill -9} of the driver; the run is resumed. */
        DRIVER_KILLED
    }

    @ParameterizedTest
    @CsvSource({
        "rdd,EXECUTOR_KILLED", "rdd,WORKER_REPLACED", "rdd,EXECUTOR_SLOW", "rdd,DRIVER_KILLED",
        "akka,EXECUTOR_KILLED", "akka,WORKER_REPLACED", "akka,EXECUTOR_SLOW", "akka,DRIVER_KILLED"
    })
    @DisplayName(
            "C12 C15 C39 whenever it happens, training ends with the SHA-256 of the undisturbed run, and nothing is left behind")
    void disaster(String transport, Disaster disaster) throws Exception {
        for (int time = 0; time < TIMES; time++) {
            Random random = new Random(SEED + time);
            String run = transport + "-" + disaster + "-" + time;
            SmallTraining disturbed = training.with("--transport", transport);
            ChildProcess app = disturbed.start(run);
            disturbed.awaitCheckpoint(run, 2, app);
            Thread.sleep(random.nextInt(1500));
            String found = finish(disturbed, run, app, disaster, random);
            assertThat(found).as("%s with seed %s", run, SEED + time).isEqualTo(undisturbed);
            assertLeavesNothing(run);
        }
    }

    private static String finish(
            SmallTraining disturbed, String run, ChildProcess app, Disaster disaster, Random random) throws Exception {
        List<ProcessHandle> executors = cluster.executors();
        boolean over = executors.isEmpty() || !app.handle().isAlive();
        switch (disaster) {
            case EXECUTOR_KILLED -> {
                if (!over) {
                    executors.get(random.nextInt(executors.size())).destroyForcibly();
                }
            }
            case WORKER_REPLACED -> {
                cluster.loseWorker();
                cluster.addWorker(Host.loopback(10 + ++workersAdded));
            }
            case EXECUTOR_SLOW -> {
                if (!over) {
                    pause(executors.get(random.nextInt(executors.size())), Duration.ofSeconds(4));
                }
            }
            case DRIVER_KILLED -> {
                app.kill();
                return sha256(disturbed.with("--resume").finished(run));
            }
        }
        assertThat(app.awaitExit(LIMIT)).as(app::lastLines).isZero();
        return sha256(app);
    }

    private static void pause(ProcessHandle process, Duration time) throws IOException, InterruptedException {
        signal("-STOP", process);
        Thread.sleep(time.toMillis());
        signal("-CONT", process);
    }

    private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /** No executor stays, no lock, and no model that is not whole. */
    private static void assertLeavesNothing(String run) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!cluster.executors().isEmpty() && System.nanoTime() < end) {
            Thread.sleep(100);
        }
        assertThat(cluster.executors())
                .as("executors 60 s after the end of " + run)
                .isEmpty();
        assertThat(folder.resolve(run).resolve("run.lock")).doesNotExist();
        ChildProcess inspected = cluster.submit(
                List.of("--class", SmallTraining.MAIN),
                SparkHome.tacitJar(),
                "inspect",
                folder.resolve(run).toString());
        assertThat(inspected.awaitExit(LIMIT)).as(inspected::lastLines).isZero();
    }

    @Test
    @DisplayName(
            "U06 a disk that is full in mid-run: a named error, the last good checkpoint stays, and the run goes on when there is room")
    void diskFull() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk.toString()) == 0,
                "no small disk can be mounted here: not root, or not allowed");
        try {
            SmallTraining small =
                    SmallTraining.in(disk.toString(), cluster).shortLived().on("local[2]");
            ChildProcess app = small.with("--rounds", "100000").start("full");
            small.awaitCheckpoint("full", 2, app);
            Path filler = disk.resolve("filler");
            run("dd", "if=/dev/zero", "of=" + filler, "bs=4k");
            assertThat(app.awaitExit(LIMIT)).as(app::lastLines).isEqualTo(1);
            assertThat(app.stderr()).contains("cannot be written");
            Files.delete(filler);

            ChildProcess resumed = small.with("--rounds", "100000", "--target", "1000", "--resume")
                    .start("full");
            assertThat(resumed.awaitExit(LIMIT)).as(resumed::lastLines).isZero();
            assertThat(resumed.stderr()).contains("goes on after round");
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
