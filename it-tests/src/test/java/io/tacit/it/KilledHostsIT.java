package io.tacit.it;

import static io.tacit.it.SmallTraining.LIMIT;
import static io.tacit.it.SmallTraining.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Resident workers whose executors are killed, several times in a run and again and again: {@code make chaos}. That silence shows a loss
 * only after a minute leaves the noticing to Spark, and 100 s are too short for a round that waits for somebody who is gone.
 */
@Tag(SmallTraining.CHAOS)
@ExtendWith(SharedCluster.class)
class KilledHostsIT {
    private static final int TIMES = Integer.getInteger("tacit.chaos.times", 5);
    private static final long SEED = Long.getLong("tacit.chaos.seed", 1);
    private static final int ROUNDS = 24;
    private static final int KILLS = 3;
    /** Rounds from one kill to the next; a checkpoint is written after every second one. */
    private static final int BETWEEN = 6;

    @TempDir
    static Path folder;

    private static StandaloneCluster cluster;
    private static SmallTraining training;
    private static String undisturbed;

    @BeforeAll
    static void prepare(StandaloneCluster shared) throws Exception {
        cluster = shared;
        training = SmallTraining.in(folder.toString(), shared)
                .shortLived()
                .instead("--workers", "8")
                .instead("--local-steps", "20")
                .with("--rounds", Integer.toString(ROUNDS));
        undisturbed = sha256(training.on("local[2]").finished("undisturbed").stdout(), ROUNDS);
    }

    @ParameterizedTest
    @CsvSource({"60", "10"})
    @DisplayName(
            "C12 C39 an executor is killed, and another one, and another one: no round hangs, and the bits are the same")
    void kills(int lostAfter) throws Exception {
        for (int time = 0; time < TIMES; time++) {
            Random random = new Random(SEED + time);
            String run = "killed-" + lostAfter + "-" + time;
            SmallTraining resident = training.with(
                    "--transport", "akka", "--lost-after", Integer.toString(lostAfter), "--round-timeout", "100");
            ChildProcess app = resident.start(run);
            for (int kill = 0; kill < KILLS; kill++) {
                int round = 4 + kill * BETWEEN;
                resident.awaitCheckpoint(run, round, app);
                Thread.sleep(random.nextInt(500));
                List<ProcessHandle> executors = cluster.executors();
                executors.get(random.nextInt(executors.size())).destroyForcibly();
                long killed = System.nanoTime();
                resident.awaitCheckpoint(run, round + 4, app);
                Duration went = Duration.ofNanos(System.nanoTime() - killed);
                System.out.printf(
                        "%s with seed %d: kill %d, four rounds %.1f s%n",
                        run, SEED + time, kill, went.toMillis() / 1e3);
            }
            assertThat(app.awaitExit(LIMIT)).as(app::lastLines).isZero();
            assertThat(sha256(app.stdout(), ROUNDS))
                    .as("%s with seed %s", run, SEED + time)
                    .isEqualTo(undisturbed);
        }
    }
}
