package io.tacit.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A training of a few seconds on a cluster, by the command line: a tiny flow learns a ring in the plane in eight rounds
 * of four workers, with a checkpoint after every second one. Immutable: each method gives another one.
 *
 * @param root folder or URI of the data and of the output folders of the runs
 * @param options of spark-submit
 * @param arguments of {@code tacit train}, but for data and output
 */
public record SmallTraining(StandaloneCluster cluster, String root, List<String> options, List<String> arguments) {
    /** How long anything here may take. */
    public static final Duration LIMIT = Duration.ofMinutes(5);

    /** Tag of what takes too long for every build and belongs to {@code make chaos}. */
    public static final String CHAOS = "chaos";

    public static final String MAIN = "io.tacit.spark.cli.Tacit";

    private static final int ROUNDS = 8;
    private static final String POINTS = "points.csv";
    private static final List<String> ARGUMENTS = List.of(
            "--json --hidden 8 --layers 1 --fixed-steps 4 --device cpu --workers 4 --batch 32 --local-steps 4 --checkpoint-every 2"
                    .split(" ", -1));

    public SmallTraining {
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
    }

    /** With the data written to {@code root}, a folder or a URI. */
    public static SmallTraining in(String root, StandaloneCluster cluster) throws IOException {
        Path file = new Path(root, POINTS);
        try (OutputStream out = files(root).create(file)) {
            out.write(ring().getBytes(StandardCharsets.UTF_8));
        }
        return new SmallTraining(cluster, root, List.of("--class", MAIN), ARGUMENTS);
    }

    /** On another master than the cluster: {@code local[2]}. */
    public SmallTraining on(String master) {
        return option("--master", master);
    }

    /** With a setting of Spark, {@code key=value}. */
    public SmallTraining conf(String setting) {
        return option("--conf", setting);
    }

    /** In half the time, where nothing runs for long. */
    public SmallTraining shortLived() {
        return option(SparkHome.shortLived().toArray(String[]::new));
    }

    /** With more options of spark-submit. */
    public SmallTraining option(String... more) {
        return new SmallTraining(cluster, root, plus(options, more), arguments);
    }

    /** With more arguments of {@code tacit train}. */
    public SmallTraining with(String... more) {
        return new SmallTraining(cluster, root, options, plus(arguments, more));
    }

    /** With rounds that take some tenths of a second on whatever transport, so that something can happen in them. */
    public SmallTraining ofLongRounds() {
        return instead("--local-steps", "150");
    }

    /** With another value of an argument that it has. */
    public SmallTraining instead(String argument, String value) {
        List<String> other = new ArrayList<>(arguments);
        other.set(other.indexOf(argument) + 1, value);
        return new SmallTraining(cluster, root, options, other);
    }

    /** Starts it, with its output in the folder {@code run} of {@link #root}. */
    public ChildProcess start(String run) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("train", "--data", data(), "--output", output(run)));
        all.addAll(arguments);
        if (!arguments.contains("--rounds")) {
            all.addAll(List.of("--rounds", Integer.toString(ROUNDS)));
        }
        return cluster.submit(options, SparkHome.tacitJar(), all.toArray(String[]::new));
    }

    /** Starts it and waits for its good end. */
    public ChildProcess finished(String run) throws IOException, InterruptedException {
        ChildProcess app = start(run);
        assertThat(app.awaitExit(LIMIT)).as(app::lastLines).isZero();
        return app;
    }

    public String data() {
        return root + "/" + POINTS;
    }

    public String output(String run) {
        return root + "/" + run;
    }

    /** A file of a run's checkpoint. */
    public Path checkpointFile(String run, int round, String file) {
        return new Path(output(run), String.format(Locale.ROOT, "checkpoints/round-%06d/%s", round, file));
    }

    /** Waits until a run that {@code app} is has committed its checkpoint of {@code round}. */
    public void awaitCheckpoint(String run, int round, ChildProcess app) throws IOException, InterruptedException {
        Path manifest = checkpointFile(run, round, "manifest.json");
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!isThere(manifest)) {
            assertThat(app.handle().isAlive() && System.nanoTime() < deadline)
                    .as(() -> "waiting for " + manifest + " of\n" + app.lastLines())
                    .isTrue();
            Thread.sleep(20);
        }
    }

    /** A file system that does not answer may do so in a moment: the caller's patience counts, not its client's. */
    private boolean isThere(Path file) throws IOException {
        FileSystem files = files();
        try {
            return files.exists(file);
        } catch (IOException e) {
            return false;
        }
    }

    /** Where data and output are. */
    public FileSystem files() throws IOException {
        return files(root);
    }

    /** What a run that did all its rounds has learned. */
    public static String sha256(ChildProcess app) throws IOException {
        return sha256(app.stdout());
    }

    /** The same of its standard output. */
    public static String sha256(String stdout) throws IOException {
        return sha256(stdout, ROUNDS);
    }

    /** The same of a run of another number of rounds. */
    public static String sha256(String stdout, int rounds) throws IOException {
        String line = stdout.lines().filter(l -> l.startsWith("{")).findFirst().orElseThrow();
        JsonNode result = new ObjectMapper().readTree(line);
        assertThat(result.path("outcome").asText()).isEqualTo("completed");
        assertThat(result.path("rounds").asInt()).isEqualTo(rounds);
        return result.path("thetaSha256").asText();
    }

    private static FileSystem files(String root) throws IOException {
        Configuration impatient = new Configuration();
        impatient.set("ipc.client.connect.max.retries", "1");
        return new Path(root).getFileSystem(impatient);
    }

    private static List<String> plus(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }

    private static String ring() {
        Random random = new Random(4);
        StringBuilder text = new StringBuilder("x,y\n");
        for (int i = 0; i < 380; i++) {
            double angle = 2 * Math.PI * random.nextDouble();
            double radius = 2 + 0.1 * random.nextGaussian();
            text.append(String.format(Locale.ROOT, "%s,%s%n", radius * Math.cos(angle), radius * Math.sin(angle)));
        }
        return text.toString();
    }
}
