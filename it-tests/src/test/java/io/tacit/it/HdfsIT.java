package io.tacit.it;

import static io.tacit.it.SmallTraining.LIMIT;
import static io.tacit.it.SmallTraining.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.it.SharedCluster.Undisturbed;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Data, checkpoints and models on HDFS, whose daemons die. */
@ExtendWith(SharedCluster.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HdfsIT {
    private static final String THETA = "theta.safetensors";
    private static final String MANIFEST = "manifest.json";

    @TempDir
    static java.nio.file.Path folder;

    private static Hdfs hdfs;
    private static SmallTraining training;

    @BeforeAll
    static void start(StandaloneCluster cluster) throws Exception {
        hdfs = Hdfs.start(cluster.home(), folder);
        training = SmallTraining.in(hdfs.uri() + "/ring", cluster)
                .shortLived()
                // Two copies: HDFS asks no more of two DataNodes when one is lost.
                .conf("spark.hadoop.dfs.replication=2");
    }

    @AfterAll
    static void stop() {
        if (hdfs != null) {
            hdfs.close();
        }
    }

    @Test
    @Order(1)
    @DisplayName(
            "C18 as C15 to C17: a killed driver leaves an unpublished and a damaged checkpoint; the run goes on from"
                    + " the one before, to the same SHA-256")
    void killedAndDamaged(Undisturbed expected) throws Exception {
        FileSystem files = training.files();
        ChildProcess killed = training.start("killed");
        training.awaitCheckpoint("killed", 6, killed);
        killed.kill();
        Path published = training.checkpointFile("killed", 6, MANIFEST);
        assertThat(files.rename(published, published.suffix(".tmp"))).isTrue();
        flipByte(training.checkpointFile("killed", 4, THETA));

        ChildProcess resumed = training.with("--resume").finished("killed");

        assertThat(resumed.stderr())
                .containsPattern("skipped: hdfs://\\S+round-000004/" + THETA
                        + ": is damaged: expected \\d+ bytes with CRC-32C \\w{8}, found \\d+ bytes with CRC-32C \\w{8}")
                .contains("goes on after round 2");
        assertThat(sha256(resumed)).isEqualTo(expected.sha256());
        assertThat(files.exists(published.suffix(".tmp"))).isFalse();
        assertThat(files.exists(new Path(training.output("killed"), "model/manifest.json")))
                .isTrue();

        for (int round : new int[] {4, 6, 8}) {
            flipByte(training.checkpointFile("killed", round, THETA));
        }
        ChildProcess refused = training.with("--resume").on("local[1]").start("killed");
        assertThat(refused.awaitExit(LIMIT)).as(refused::lastLines).isEqualTo(1);
        assertThat(refused.stderr())
                .contains("no checkpoint verifies", "round-000004/" + THETA, "round-000008/" + THETA);
    }

    @Test
    @Tag(SmallTraining.CHAOS)
    @Order(2)
    @DisplayName("C18 a NameNode that is gone is named, and the run goes on when it is back")
    void nameNodeGone(Undisturbed expected) throws Exception {
        SmallTraining impatient = training.conf("spark.hadoop.ipc.client.connect.max.retries=1");
        ChildProcess left = impatient.start("left");
        training.awaitCheckpoint("left", 2, left);
        hdfs.killNameNode();
        int exit = left.awaitExit(LIMIT);
        hdfs.restartNameNode();
        assertThat(exit).as(left::lastLines).isEqualTo(1);
        assertThat(left.stderr()).contains("cannot be written to " + training.output("left"));

        assertThat(sha256(impatient.on("local[1]").with("--resume").finished("left")))
                .isEqualTo(expected.sha256());
    }

    @Test
    @Tag(SmallTraining.CHAOS)
    @Order(3)
    @DisplayName(
            "C18 with HDFS's own patience, training sits out a restart of the NameNode, and needs one DataNode only")
    void daemonsDie(Undisturbed expected) throws Exception {
        SmallTraining patient = training;
        for (Map.Entry<String, String> setting : Hdfs.PATIENCE.entrySet()) {
            patient = patient.conf("spark.hadoop." + setting.getKey() + "=" + setting.getValue());
        }
        ChildProcess app = patient.start("patient");
        training.awaitCheckpoint("patient", 2, app);
        hdfs.killNameNode();
        hdfs.restartNameNode();
        training.awaitCheckpoint("patient", 4, app);
        hdfs.killDataNode();

        assertThat(app.awaitExit(LIMIT)).as(app::lastLines).isZero();
        assertThat(sha256(app)).isEqualTo(expected.sha256());
    }

    private static void flipByte(Path file) throws Exception {
        byte[] bytes;
        try (InputStream in = training.files().open(file)) {
            bytes = in.readAllBytes();
        }
        bytes[bytes.length - 1] ^= 1;
        try (OutputStream out = training.files().create(file, true)) {
            out.write(bytes);
        }
    }
}
