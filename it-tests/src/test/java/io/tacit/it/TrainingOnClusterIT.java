package io.tacit.it;

import static io.tacit.it.SmallTraining.LIMIT;
import static io.tacit.it.SmallTraining.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.it.SharedCluster.Undisturbed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Trainings on a cluster of real processes, through spark-submit and the command line. */
@ExtendWith(SharedCluster.class)
class TrainingOnClusterIT {
    @TempDir
    static Path folder;

    private static StandaloneCluster cluster;
    private static SmallTraining wellCompiled;
    private static SmallTraining training;

    @BeforeAll
    static void prepare(StandaloneCluster shared) throws Exception {
        cluster = shared;
        wellCompiled = SmallTraining.in(folder.toString(), cluster);
        training = wellCompiled.shortLived();
    }

    @Test
    @DisplayName(
            "C10 C12 C15 K3 local[1], local[4], two executor processes of which one is killed, and a run killed and"
                    + " resumed: the same SHA-256 of θ")
    void sameBitsEverywhere(Undisturbed expected) throws Exception {
        assertThat(sha256(wellCompiled.on("local[4]").finished("four"))).isEqualTo(expected.sha256());

        ChildProcess bereft = training.start("bereft");
        training.awaitCheckpoint("bereft", 2, bereft);
        assertThat(cluster.executors()).hasSize(2);
        cluster.executors().get(0).destroyForcibly();
        assertThat(bereft.awaitExit(LIMIT)).as(bereft::lastLines).isZero();
        assertThat(bereft.stderr()).contains("Lost executor");
        assertThat(sha256(bereft)).isEqualTo(expected.sha256());

        ChildProcess killed = training.start("killed");
        training.awaitCheckpoint("killed", 4, killed);
        killed.kill();
        assertThat(sha256(training.with("--resume").finished("killed"))).isEqualTo(expected.sha256());
    }

    @Test
    @DisplayName("C39 a Worker goes, another one comes, and training goes on by itself to the same SHA-256")
    void workerReplaced(Undisturbed expected) throws Exception {
        ChildProcess app = training.start("moved");
        training.awaitCheckpoint("moved", 2, app);
        cluster.loseWorker();
        cluster.addWorker(Host.loopback(3));

        assertThat(app.awaitExit(LIMIT)).as(app::lastLines).isZero();
        assertThat(app.stderr()).contains("Lost executor");
        assertThat(sha256(app)).isEqualTo(expected.sha256());
    }

    @Test
    @Tag(SmallTraining.CHAOS)
    @DisplayName("C29 with dynamic allocation, which begins without an executor: the same SHA-256")
    void dynamicAllocation(Undisturbed expected) throws Exception {
        ChildProcess app = training.conf("spark.dynamicAllocation.enabled=true").finished("dynamic");

        assertThat(sha256(app)).isEqualTo(expected.sha256());
    }

    @Test
    @DisplayName("C31 in cluster mode the driver runs on a Worker, and spark-submit tells how it ended")
    void clusterMode(Undisturbed expected) throws Exception {
        SmallTraining there = training.option("--deploy-mode", "cluster")
                .conf("spark.standalone.submit.waitAppCompletion=true")
                // Spark gives these to a driver in client mode and to executors, not to a driver on a Worker.
                .conf("spark.driver.extraJavaOptions="
                        + String.join(" ", JavaModuleOptions.defaultModuleOptionArray()) + " "
                        + String.join(" ", SparkHome.SHORT_LIVED));
        ChildProcess submitted = there.finished("cluster");
        assertThat(submitted.stderr()).containsPattern("State of driver \\S+ is FINISHED");
        String output = Files.readString(cluster.driverOutputs().get(0));
        assertThat(sha256(output)).isEqualTo(expected.sha256());
        assertThat(folder.resolve("cluster/report.html")).exists();

        // Spark's own exit code is 0 all the same.
        ChildProcess wrong = there.with("--batsch", "3").finished("wrong");
        assertThat(wrong.stderr()).containsPattern("State of driver \\S+ is FAILED");
        assertThat(folder.resolve("wrong")).doesNotExist();
    }

    @Test
    @DisplayName("C31 a wrong argument is named, with where the usage is told")
    void wrongArgument() throws Exception {
        ChildProcess wrong = training.with("--batsch", "3").start("misspelt");

        assertThat(wrong.awaitExit(LIMIT)).as(wrong::lastLines).isEqualTo(2);
        assertThat(wrong.stderr()).contains("--batsch", "--batch", "See: tacit train --help");
        assertThat(folder.resolve("misspelt")).doesNotExist();
        ChildProcess none = cluster.submit(List.of("--class", SmallTraining.MAIN), SparkHome.tacitJar());
        assertThat(none.awaitExit(LIMIT)).as(none::lastLines).isEqualTo(2);
        assertThat(none.stderr()).contains("Usage: tacit", "train", "evaluate");
    }

    @Test
    @DisplayName("U05 SIGTERM leaves a checkpoint of the last finished round, says how to resume and exits with 143")
    void sigterm() throws Exception {
        ChildProcess app = training.on("local[2]").with("--rounds", "100000").start("terminated");
        training.awaitCheckpoint("terminated", 2, app);
        app.handle().destroy();

        assertThat(app.awaitExit(LIMIT)).as(app::lastLines).isEqualTo(143);
        assertThat(app.stdout()).contains("a checkpoint of round", "--resume");
        assertThat(folder.resolve("terminated/run.lock")).doesNotExist();
    }
}
