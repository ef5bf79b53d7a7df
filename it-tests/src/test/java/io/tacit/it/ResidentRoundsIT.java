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
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings with transport akka on a cluster of real processes, some of which are killed. */
class ResidentRoundsIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int ROUNDS = 60;

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
            "C10 C12 C39 akka has the bits of rdd; undisturbed, with an executor killed, and with a Worker gone for good")
    void sameBits() throws Exception {
        String rdd = sha256(finished(submit("rdd", "rdd")));
        ChildProcess undisturbed = finished(submit("akka", "akka"));
        assertThat(sha256(undisturbed)).isEqualTo(rdd);

        ChildProcess bereft = submit("bereft", "akka");
        awaitFile(folder.resolve("bereft/checkpoints/round-000002/manifest.json"));
        cluster.executors().get(0).destroyForcibly();
        assertThat(sha256(finished(bereft))).isEqualTo(rdd);
        assertThat(bereft.stderr())
                .containsPattern(Pattern.compile("workers \\[.*] are hosted by 127.0.0.1:\\d+ \\(attempt 0\\)"))
                .containsPattern(Pattern.compile("workers \\[.*] are hosted by 127.0.0.1:\\d+ \\(attempt 1\\)"));

        ChildProcess shrunk = submit("shrunk", "akka");
        awaitFile(folder.resolve("shrunk/checkpoints/round-000002/manifest.json"));
        ProcessHandle executor = cluster.executors().get(0);
        executor.parent().orElseThrow().destroyForcibly();
        executor.destroyForcibly();
        assertThat(sha256(finished(shrunk))).isEqualTo(rdd);
        assertThat(shrunk.stderr()).contains("are distributed anew", "workers [0, 1, 2, 3] are hosted by");
    }

    private static ChildProcess finished(ChildProcess app) throws InterruptedException {
        assertThat(app.awaitExit(LIMIT)).as(app::lastLines).isZero();
        return app;
    }

    private static ChildProcess submit(String output, String transport) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("train", "--json", "--data", data.toString()));
        arguments.addAll(List.of("--output", folder.resolve(output).toString(), "--transport", transport));
        arguments.addAll(List.of("--hidden", "8", "--layers", "1", "--fixed-steps", "4", "--device", "cpu"));
        arguments.addAll(List.of("--workers", "4", "--batch", "32", "--local-steps", "16"));
        arguments.addAll(List.of("--rounds", Integer.toString(ROUNDS), "--checkpoint-every", "2"));
        return cluster.submit(
                List.of("--class", "io.tacit.spark.cli.Tacit"), SparkHome.tacitJar(), arguments.toArray(String[]::new));
    }

    private static String sha256(ChildProcess app) throws IOException {
        String line =
                app.stdout().lines().filter(l -> l.startsWith("{")).findFirst().orElseThrow();
        JsonNode result = new ObjectMapper().readTree(line);
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
