package io.tacit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of cluster-configs train on what they are for. */
@ExtendWith(SharedCluster.class)
class ClusterConfigsIT {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final List<String> SHORT = List.of(
            "--rounds", "2", "--local-steps", "2", "--batch", "100", "--workers", "3", "--mixture", "0", "--json");

    @TempDir
    static Path folder;

    static StandaloneCluster cluster;
    static Clone clone;
    static Path flights;

    @BeforeAll
    static void start(StandaloneCluster shared) throws Exception {
        clone = Clone.in(folder.resolve("clone"));
        flights = Clone.someFlights(folder.resolve("flights.parquet"));
        cluster = shared;
    }

    @Test
    @DisplayName("C10 C31 standalone and local end with the same parameters")
    void trainsAlikeOnBoth() throws Exception {
        String onCluster = train("standalone", Map.of("MASTER", cluster.url()));
        String here = train("local", Map.of("MASTER", "local[2]"));
        assertThat(sha(onCluster)).isEqualTo(sha(here));
    }

    @Test
    @Tag(SmallTraining.CHAOS)
    @DisplayName("C35 retrain trains and evaluates; the same run id again is already complete")
    void retrainsOnce() throws Exception {
        ChildProcess first = retrain("first");
        assertThat(first.awaitExit(LIMIT)).as(first::lastLines).isZero();
        Path result = folder.resolve("results/2026-01-31.json");
        assertThat(result).content().contains("\"heldOut").hasLineCount(1);
        assertThat(folder.resolve("nightly/2026-01-31/model/manifest.json")).exists();

        ChildProcess again = retrain("again");
        assertThat(again.awaitExit(LIMIT)).as(again::lastLines).isZero();
        assertThat(again.stderr()).contains("2026-01-31 is already complete");
    }

    private static ChildProcess retrain(String name) throws Exception {
        Path configs = clone.root().resolve("cluster-configs");
        List<String> command = new ArrayList<>(List.of(
                configs.resolve("retraining/retrain").toString(),
                "--submit",
                configs.resolve("local/submit").toString(),
                "--config",
                configs.resolve("local/job.conf").toString(),
                "--output",
                folder.resolve("nightly").toString(),
                "--results",
                folder.resolve("results").toString(),
                "--run-id",
                "2026-01-31",
                "--",
                "--data",
                flights.toString()));
        command.addAll(SHORT.subList(0, SHORT.size() - 1));
        Map<String, String> environment = new HashMap<>(cluster.home().environment(Host.loopback(1)));
        environment.put("MASTER", "local[2]");
        return ChildProcess.start("retrain-" + name, folder, environment, command);
    }

    private static String train(String kind, Map<String, String> environment) throws Exception {
        Path configs = clone.root().resolve("cluster-configs").resolve(kind);
        List<String> command = new ArrayList<>(List.of(
                configs.resolve("submit").toString(),
                "train",
                configs.resolve("job.conf").toString(),
                "--data",
                flights.toString(),
                "--output",
                folder.resolve("run-" + kind).toString()));
        command.addAll(SHORT);
        Map<String, String> all = new HashMap<>(cluster.home().environment(Host.loopback(1)));
        all.putAll(environment);
        String options = String.join(" ", SparkHome.SHORT_LIVED);
        all.put("SPARK_SUBMIT_OPTS", options);
        // The Workers here are small, and one machine talks to itself.
        all.put(
                "TACIT_SPARK_SUBMIT_ARGS",
                "--conf spark.executor.memory=1g --conf spark.executor.extraJavaOptions="
                        + SparkHome.SHORT_LIVED.get(0) + " --conf spark.ui.enabled=false --conf spark.driver.host="
                        + StandaloneCluster.HOST);
        try (ChildProcess run = ChildProcess.start(kind, folder, all, command)) {
            assertThat(run.awaitExit(LIMIT)).as(run::lastLines).isZero();
            assertThat(Files.exists(folder.resolve("run-" + kind).resolve("report.html")))
                    .isTrue();
            return run.stdout();
        }
    }

    private static String sha(String json) {
        return json.replaceAll("(?s).*\"thetaSha256\":\"(\\w{64})\".*", "$1");
    }
}
