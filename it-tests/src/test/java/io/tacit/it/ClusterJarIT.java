package io.tacit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The shaded jar brings everything that a cluster lacks, and nothing that it has. */
@ExtendWith(SharedCluster.class)
class ClusterJarIT {
    private static final Duration LIMIT = Duration.ofSeconds(300);
    private static final List<String> REPORT = List.of(
            "--class",
            ExecutorReport.class.getName(),
            "--jars",
            SparkHome.tacitJar().toString());

    @TempDir
    static Path folder;

    @Test
    @DisplayName("executors find the Vector API and ND4J with its native code")
    void executorsAreEquipped(StandaloneCluster cluster) throws Exception {
        ChildProcess app = cluster.submit(REPORT, AppJar.of(folder, ExecutorReport.class));

        assertReports(app);
    }

    @Test
    @DisplayName("so do those of local-cluster")
    void localCluster(StandaloneCluster cluster) throws Exception {
        SparkHome home = cluster.home();
        Host here = Host.loopback(1);
        List<String> command = home.sparkSubmit(
                "local-cluster[2,1,1024]", here, REPORT, AppJar.of(folder, ExecutorReport.class), List.of());
        try (ChildProcess app = ChildProcess.start("local-cluster", folder, home.environment(here), command)) {
            assertReports(app);
        }
    }

    @Test
    @DisplayName("spark-submit runs the command line")
    void help(StandaloneCluster cluster) throws Exception {
        ChildProcess app =
                cluster.submit(List.of("--class", "io.tacit.spark.cli.Tacit"), SparkHome.tacitJar(), "--help");

        assertThat(app.awaitExit(LIMIT)).as(app::lastLines).isZero();
        assertThat(app.stdout()).contains("train");
    }

    @Test
    @DisplayName("nothing that Spark has is in the jar")
    void noSparkInside() throws IOException {
        try (JarFile jar = new JarFile(SparkHome.tacitJar().toFile())) {
            assertThat(jar.stream().map(JarEntry::getName))
                    .contains("io/tacit/core/program/Program.class", "org/nd4j/linalg/factory/Nd4j.class")
                    .noneMatch(name -> name.startsWith("org/apache/spark/")
                            || (name.startsWith("scala/") && !ofJava8Compat(name))
                            || name.startsWith("com/esotericsoftware/")
                            || name.startsWith("com/fasterxml/")
                            || name.startsWith("org/slf4j/"));
        }
    }

    /** A library that Akka needs and Spark does not bring, in Scala's own package. */
    private static boolean ofJava8Compat(String name) {
        return List.of("scala/", "scala/concurrent/").contains(name)
                || name.startsWith("scala/compat/")
                || name.startsWith("scala/concurrent/java8/");
    }

    private static void assertReports(ChildProcess app) throws InterruptedException {
        assertThat(app.awaitExit(LIMIT)).as(app::lastLines).isZero();
        List<String> lines =
                app.stdout().lines().filter(l -> l.startsWith("process=")).toList();
        assertThat(lines).hasSize(8).allMatch(l -> l.endsWith(" vectors=true product=3.0"));
        assertThat(lines.stream().map(l -> l.split(" ", 2)[0]).distinct()).hasSize(2);
    }
}
