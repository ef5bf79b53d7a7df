package io.tacit.it;

import static io.tacit.it.SmallTraining.LIMIT;
import static io.tacit.it.SmallTraining.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Trainings with transport akka on a cluster of real processes, some of which are killed. */
@ExtendWith(SharedCluster.class)
class ResidentRoundsIT {
    @TempDir
    static Path folder;

    private static StandaloneCluster cluster;
    private static SmallTraining training;
    private static SmallTraining resident;
    private static String expected;

    @BeforeAll
    static void prepare(StandaloneCluster shared) throws Exception {
        cluster = shared;
        training = SmallTraining.in(folder.toString(), shared).shortLived().ofLongRounds();
        resident = training.with("--transport", "akka", "--heartbeat", "0.5", "--lost-after", "4");
        expected = sha256(training.on("local[2]").finished("rdd"));
    }

    @Test
    @DisplayName("C10 C12 akka has the bits of rdd, also where an executor is killed")
    void executorKilled() throws Exception {
        ChildProcess bereft = resident.start("bereft");
        resident.awaitCheckpoint("bereft", 2, bereft);
        cluster.executors().get(0).destroyForcibly();

        assertThat(bereft.awaitExit(LIMIT)).as(bereft::lastLines).isZero();
        assertThat(bereft.stderr()).contains("Lost executor");
        assertThat(sha256(bereft)).isEqualTo(expected);
    }

    @Test
    @Tag(SmallTraining.CHAOS)
    @DisplayName("C15 akka has the bits of rdd, also where the driver is killed and the run resumed")
    void driverKilled() throws Exception {
        ChildProcess killed = resident.start("killed");
        resident.awaitCheckpoint("killed", 4, killed);
        killed.kill();

        assertThat(sha256(resident.with("--resume").finished("killed"))).isEqualTo(expected);
    }

    @Test
    @Tag(SmallTraining.CHAOS)
    @DisplayName(
            "C39 akka has the bits of rdd, also where a Worker goes for good: its logical workers move to the other")
    void workerLost() throws Exception {
        ChildProcess shrunk = resident.start("shrunk");
        resident.awaitCheckpoint("shrunk", 2, shrunk);
        cluster.loseWorker();
        try {
            assertThat(shrunk.awaitExit(LIMIT)).as(shrunk::lastLines).isZero();
            assertThat(shrunk.stderr()).contains("are distributed anew", "workers [0, 1, 2, 3] are hosted by");
            assertThat(sha256(shrunk)).isEqualTo(expected);
        } finally {
            cluster.addWorker(Host.loopback(4));
        }
    }
}
