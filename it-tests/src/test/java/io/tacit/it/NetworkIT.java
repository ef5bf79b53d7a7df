package io.tacit.it;

import static io.tacit.it.SmallTraining.LIMIT;
import static io.tacit.it.SmallTraining.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.it.SharedCluster.Undisturbed;
import io.tacit.it.StandaloneCluster.Layout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings over a network that fails; each host of the cluster is a network namespace. */
@ExtendWith(SharedCluster.class)
class NetworkIT {
    /** Of Spark's waits, so that it notices soon what it would notice after two minutes. */
    private static final Map<String, String> IMPATIENT = Map.of(
            "spark.network.timeout", "8s",
            "spark.executor.heartbeatInterval", "1s",
            "spark.network.timeoutInterval", "1s",
            "spark.worker.timeout", "6",
            "spark.shuffle.io.maxRetries", "1",
            "spark.shuffle.io.retryWait", "1s");

    @TempDir
    Path folder;

    @Test
    @Tag(SmallTraining.CHAOS)
    @DisplayName("the cable of one Worker is pulled in mid-run: training ends on the other one, with the same SHA-256")
    void cut(Undisturbed expected) throws Exception {
        try (Network network = Network.of(3, folder);
                StandaloneCluster cluster = StandaloneCluster.start(folder, layout(network.hosts()))) {
            SmallTraining training =
                    SmallTraining.in(folder.toString(), cluster).shortLived();
            ChildProcess app = training.start("cut");
            training.awaitCheckpoint("cut", 2, app);
            assertThat(cluster.executors()).hasSize(2);
            network.cut(network.hosts().get(2));

            assertThat(app.awaitExit(LIMIT)).as(app::lastLines).isZero();
            assertThat(app.stderr()).contains("Lost executor");
            assertThat(sha256(app)).isEqualTo(expected.sha256());
        }
    }

    @ParameterizedTest
    @Tag(SmallTraining.CHAOS)
    @CsvSource({
        "rdd, tbf rate 2mbit burst 4kb latency 10ms",
        "akka, tbf rate 2mbit burst 4kb latency 10ms",
        "rdd, netem delay 20ms loss 10%",
        "akka, netem delay 20ms loss 10%"
    })
    @DisplayName("the cable of one Worker delays and loses packets from mid-run on: the same SHA-256")
    void impaired(String transport, String qdisc) throws Exception {
        try (Network network = Network.of(3, folder);
                StandaloneCluster cluster = StandaloneCluster.start(folder, layout(network.hosts()))) {
            SmallTraining training =
                    SmallTraining.in(folder.toString(), cluster).shortLived().ofLongRounds();
            String expected = sha256(training.on("local[2]").finished("undisturbed"));
            ChildProcess app = training.with("--transport", transport).start("impaired");
            training.awaitCheckpoint("impaired", 2, app);
            Host bad = network.hosts().get(2);
            network.impair(bad, qdisc);

            assertThat(app.awaitExit(LIMIT)).as(app::lastLines).isZero();
            assertThat(network.lost(bad)).as("packets lost").isPositive();
            assertThat(sha256(app)).isEqualTo(expected);
        }
    }

    private static Layout layout(List<Host> hosts) {
        return Layout.twoWorkers().with(IMPATIENT).on(hosts.get(0), hosts.subList(1, hosts.size()));
    }
}
