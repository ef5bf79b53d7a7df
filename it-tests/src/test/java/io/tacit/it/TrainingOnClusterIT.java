package io.tacit.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings on a cluster of real processes, through spark-submit and the command line. */
class TrainingOnClusterIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String MAIN = "io.tacit.spark.cli.Tacit";
    private static final int ROUNDS = 8;

    @TempDir
    static Path folder;

    private static StandaloneCluster cluster;
    private static Path data;

    @BeforeAll
    static void start() throws Exception {
        data = writePoints(folder.resolve("points.csv"));
        cluster = StandaloneCluster.start(folder);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @DisplayName(
            "C10 C12 C15 K3 two executor processes, local[1], local[4], a run that loses an executor, and one killed"
                    + " and resumed: the same SHA-256 of θ")
    void sameBitsEverywhere() throws Exception {
        String executors = sha256(submitted("executors"));
        assertThat(sha256(submitted("one", "--conf", "spark.master=local[1]"))).isEqualTo(executors);
        assertThat(sha256(submitted("four", "--conf", "spark.master=local[4]"))).isEqualTo(executors);

        ChildProcess bereft = submit("bereft");
        awaitFile(folder.resolve("bereft/checkpoints/round-000002/manifest.json"));
        cluster.executors().get(0).destroyForcibly();
        assertThat(bereft.awaitExit(LIMIT)).as(bereft::lastLines).isZero();
        assertThat(bereft.stderr()).contains("Lost executor");
        assertThat(sha256(bereft)).isEqualTo(executors);

        ChildProcess killed = submit("killed");
        awaitFile(folder.resolve("killed/checkpoints/round-000004/manifest.json"));
        killed.handle().destroyForcibly();
        assertThat(killed.awaitExit(LIMIT)).isNotZero();
        assertThat(sha256(submitted("killed", "--resume"))).isEqualTo(executors);
    }

    @Test
    @DisplayName("U05 SIGTERM leaves a checkpoint of the last finished round, says how to resume and exits with 143")
    void sigterm() throws Exception {
        ChildProcess app = submit("terminated", "--conf", "spark.master=local[2]", "--rounds", "100000");
        awaitFile(folder.resolve("terminated/checkpoints/round-000002/manifest.json"));
        app.handle().destroy();

        assertThat(app.awaitExit(LIMIT)).as(app::lastLines).isEqualTo(143);
        assertThat(app.stdout()).contains("a checkpoint of round", "--resume");
        assertThat(folder.resolve("terminated/run.lock")).doesNotExist();
    }

    private static ChildProcess submitted(String output, String... more) throws IOException, InterruptedException {
        ChildProcess app = submit(output, more);
        assertThat(app.awaitExit(LIMIT)).as(app::lastLines).isZero();
        return app;
    }

    private static ChildProcess submit(String output, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("train", "--json", "--data", data.toString()));
        arguments.addAll(List.of("--output", folder.resolve(output).toString()));
        arguments.addAll(List.of("--hidden", "8", "--layers", "1", "--fixed-steps", "4", "--device", "cpu"));
        arguments.addAll(List.of("--workers", "4", "--batch", "32", "--local-steps", "4"));
        arguments.addAll(List.of("--checkpoint-every", "2"));
        arguments.addAll(List.of(more));
        if (!arguments.contains("--rounds")) {
            arguments.addAll(List.of("--rounds", Integer.toString(ROUNDS)));
        }
        return cluster.submit(List.of("--class", MAIN), SparkHome.tacitJar(), arguments.toArray(String[]::new));
    }

    private static String sha256(ChildProcess app) throws IOException {
        String line =
                app.stdout().lines().filter(l -> l.startsWith("{")).findFirst().orElseThrow();
        JsonNode result = new ObjectMapper().readTree(line);
        assertThat(result.path("outcome").asText()).isEqualTo("completed");
        assertThat(result.path("rounds").asInt()).isEqualTo(ROUNDS);
        return result.path("thetaSha256").asText();
    }

    private static void awaitFile(Path file) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!Files.exists(file) && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(file).exists();
    }

    /** A ring in the plane. */
    private static Path writePoints(Path file) throws IOException {
        Random random = new Random(4);
        StringBuilder text = new StringBuilder("x,y\n");
        for (int i = 0; i < 380; i++) {
            double angle = 2 * Math.PI * random.nextDouble();
            double radius = 2 + 0.1 * random.nextGaussian();
            text.append(String.format(Locale.ROOT, "%s,%s%n", radius * Math.cos(angle), radius * Math.sin(angle)));
        }
        return Files.writeString(file, text);
    }
}
