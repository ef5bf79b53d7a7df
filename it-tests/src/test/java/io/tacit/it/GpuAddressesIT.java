package io.tacit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.engine.EngineProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * GPUs that a fake discovery script finds, on a Worker that runs two executors, from Spark's scheduler to the place where a
 * device is selected. {@code local-cluster} hands out resources as a standalone cluster does: it is one.
 */
class GpuAddressesIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    /** More cores than GPUs: resident hosts must not count on the cores. */
    private static final String WORKER = "local-cluster[1,8,2048]";

    private static final String DISCOVERED = "{\"name\":\"gpu\",\"addresses\":[\"4\",\"5\",\"6\",\"7\"]}";
    /** CUDA numbers them in this order, so 7 is its 0. */
    private static final String VISIBLE = "7,6,5,4";

    private static final Map<String, String> NUMBERS = Map.of("7", "gpu 0", "6", "gpu 1", "5", "gpu 2", "4", "gpu 3");

    /** What a task said. */
    private record Line(String executor, String address, String device) {
        static Line of(String text) {
            String[] words = text.split(" ?\\w+=");
            return new Line(words[2], words[3], words[4]);
        }
    }

    @TempDir
    static Path folder;

    private static SparkHome home;

    @BeforeAll
    static void start() throws IOException {
        home = SparkHome.assemble(folder.resolve("spark-home"), Map.of());
    }

    @Test
    @DisplayName(
            "C28 tasks at once have different GPUs, executors of one host do not meet, only stages that compute take one,"
                    + " and a training opens each GPU once, where it was given")
    void addresses() throws Exception {
        Path opened = Files.createDirectories(folder.resolve("opened"));
        List<String> options = new ArrayList<>(List.of(
                "--class",
                GpuAddresses.class.getName(),
                "--jars",
                SparkHome.tacitJar().toString()));
        options.addAll(SparkHome.shortLived());
        for (String conf : List.of(
                "spark.executor.cores=4",
                "spark.worker.resource.gpu.amount=4",
                "spark.worker.resource.gpu.discoveryScript=" + discoveryScript(),
                "spark.executor.resource.gpu.amount=2",
                "spark.executorEnv.CUDA_VISIBLE_DEVICES=" + VISIBLE,
                "spark.executorEnv." + FakeGpu.FOLDER + "=" + opened)) {
            options.addAll(List.of("--conf", conf));
        }
        List<String> command = home.sparkSubmit(WORKER, Host.loopback(1), options, jar(), List.of(folder.toString()));
        try (ChildProcess app = ChildProcess.start("addresses", folder, home.environment(Host.loopback(1)), command)) {
            assertThat(app.awaitExit(LIMIT)).as(app::lastLines).isZero();
            assertThat(lines(app, "default"))
                    .hasSize(GpuAddresses.TASKS)
                    .allMatch(line ->
                            line.address().equals("none") && !line.device().startsWith("gpu"));
            assertThat(executorLogs())
                    .contains("not on a GPU: Spark gave this task none", "spark.task.resource.gpu.amount");
            assertOneEach(lines(app, "computes"));
            assertThat(app.stdout()).contains("trained=FINISHED");
        }
        // Nothing opened twice, or the training would have failed; and nothing on the driver, which was given none.
        try (Stream<Path> files = Files.list(opened)) {
            assertThat(files.map(file -> file.getFileName().toString().split("-")))
                    .hasSize(GpuAddresses.TASKS)
                    .extracting(processAndNumber -> processAndNumber[1])
                    .containsExactlyInAnyOrder("0", "1", "2", "3");
        }
    }

    private static void assertOneEach(List<Line> lines) {
        assertThat(lines).extracting(Line::address).containsExactlyInAnyOrder("4", "5", "6", "7");
        assertThat(lines).allSatisfy(line -> assertThat(line.device()).isEqualTo(NUMBERS.get(line.address())));
        Map<String, TreeSet<String>> ofExecutor = new TreeMap<>();
        lines.forEach(line -> ofExecutor
                .computeIfAbsent(line.executor(), none -> new TreeSet<>())
                .add(line.address()));
        assertThat(ofExecutor.values()).hasSize(2).allMatch(addresses -> addresses.size() == 2);
    }

    @Test
    @DisplayName("C28 a GPU asked for on a cluster that gives none: exit 2 with the settings, nothing written")
    void notGiven() throws Exception {
        Path data = Files.writeString(folder.resolve("two.csv"), "x,y\n1,2\n3,4\n");
        Path output = folder.resolve("refused");
        List<String> train =
                List.of("train", "--data", data.toString(), "--output", output.toString(), "--device", "gpu");
        List<String> command = home.sparkSubmit(
                "local-cluster[1,1,1024]",
                Host.loopback(1),
                List.of("--class", "io.tacit.spark.cli.Tacit"),
                SparkHome.tacitJar(),
                train);
        try (ChildProcess app = ChildProcess.start("refused", folder, home.environment(Host.loopback(1)), command)) {
            assertThat(app.awaitExit(LIMIT)).as(app::lastLines).isEqualTo(2);
            assertThat(app.stderr())
                    .contains(
                            "spark.executor.resource.gpu.amount: is not set",
                            "spark.executor.resource.gpu.discoveryScript",
                            "spark.worker.resource.gpu.amount",
                            "spark.task.resource.gpu.amount=1");
        }
        assertThat(output).doesNotExist();
    }

    private static List<Line> lines(ChildProcess app, String stage) {
        return app.stdout()
                .lines()
                .filter(line -> line.startsWith("stage=" + stage + " "))
                .map(Line::of)
                .toList();
    }

    private static String executorLogs() throws IOException {
        StringBuilder logs = new StringBuilder();
        try (Stream<Path> files = Files.walk(home.root().resolve("work"))) {
            for (Path log : files.filter(file -> file.endsWith("stderr")).toList()) {
                logs.append(Files.readString(log));
            }
        }
        return logs.toString();
    }

    private static Path discoveryScript() throws IOException {
        Path script = Files.writeString(folder.resolve("discover"), "#!/bin/sh\necho '" + DISCOVERED + "'\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The application, with the fake GPU as Tacit finds engines. */
    private static Path jar() throws IOException {
        Path jar = folder.resolve("addresses.jar");
        try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> part : List.of(FakeGpu.class, GpuAddresses.class)) {
                add(part, to);
                for (Class<?> nested : part.getDeclaredClasses()) {
                    add(nested, to);
                }
            }
            to.putNextEntry(new JarEntry("META-INF/services/" + EngineProvider.class.getName()));
            to.write(FakeGpu.class.getName().getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private static void add(Class<?> type, JarOutputStream to) throws IOException {
        String entry = type.getName().replace('.', '/') + ".class";
        try (InputStream from = type.getResourceAsStream("/" + entry)) {
            to.putNextEntry(new JarEntry(entry));
            from.transferTo(to);
        }
    }
}
