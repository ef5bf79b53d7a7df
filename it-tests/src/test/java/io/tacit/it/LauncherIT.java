package io.tacit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in a copy of what it looks at, with a Maven and a spark-submit that only note how they were called. */
class LauncherIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private Path clone;
    private Path mavenCalls;
    private int runs;

    @BeforeEach
    void fakeClone() throws IOException {
        clone = folder.resolve("a clone");
        mavenCalls = folder.resolve("maven-calls");
        for (String sources : List.of("core/src/main", "spark-runner/src/main")) {
            Files.createDirectories(clone.resolve(sources));
        }
        for (String pom : List.of("pom.xml", "core/pom.xml", "spark-runner/pom.xml")) {
            Files.createFile(clone.resolve(pom));
        }
        Files.copy(SparkHome.repository().resolve("tacit"), clone.resolve("tacit"));
        script(
                "bin/mvn",
                """
                echo "$*" >> "%s"
                mkdir -p spark-runner/target/classes
                printf '%%s' "$PWD/spark-runner/target/classes" > spark-runner/target/launcher-classpath.txt
                touch spark-runner/target/spark-runner-1-all.jar
                """
                        .formatted(mavenCalls));
        script("bin/java", "printf '<%s>' \"${@: -3}\"; exit 7");
        script("spark/bin/spark-submit", "printf '<%s>' \"$@\"; exit 9");
        javaIs("17.0.15");
    }

    @Test
    @DisplayName("arguments and exit code pass through unchanged, from any folder")
    void embedded() throws Exception {
        ChildProcess run = tacit(Map.of(), "train", "two words");

        assertThat(run.awaitExit(LIMIT)).as(run::lastLines).isEqualTo(7);
        assertThat(run.stdout()).isEqualTo("<io.tacit.spark.cli.Tacit><train><two words>");
        assertThat(run.stderr()).contains("building for the first use");
    }

    @Test
    @DisplayName("embedded Spark gets every flag that Spark's own launcher gives")
    void flags() throws Exception {
        script("bin/java", "printf '%s\\n' \"$@\"");
        ChildProcess run = tacit(Map.of(), "train");

        assertThat(run.awaitExit(LIMIT)).as(run::lastLines).isZero();
        assertThat(run.stdout().lines()).contains(JavaModuleOptions.defaultModuleOptionArray());
    }

    @Test
    @DisplayName("what a newer Java no longer has is not opened there, as it would warn")
    void flagsOfNewerJava() throws Exception {
        script("bin/java", "printf '%s\\n' \"$@\"");
        javaIs("25.0.3");
        ChildProcess run = tacit(Map.of(), "train");

        assertThat(run.awaitExit(LIMIT)).as(run::lastLines).isZero();
        assertThat(run.stdout())
                .contains("--add-opens=java.base/sun.util.calendar=ALL-UNNAMED")
                .doesNotContain("sun.security.action");
    }

    @Test
    @DisplayName("what the virtual machine and native code say of their own is left out, all else is shown")
    void noise() throws Exception {
        String library =
                "netlib-%1$s: JNI_OnLoad: dlopen(lib%1$s.so.3) failed: lib%1$s.so.3: cannot open shared object file: %2$s";
        List<String> shown = List.of(
                "WARNING: Using incubator modules: jdk.incubator.vector, jdk.incubator.other",
                library.formatted("blas", "Permission denied"),
                "# There is insufficient memory for the Java Runtime Environment to continue.");
        Path lines = folder.resolve("lines");
        Files.write(
                lines,
                List.of(
                        "WARNING: Using incubator modules: jdk.incubator.vector",
                        shown.get(0),
                        library.formatted("lapack", "No such file or directory"),
                        library.formatted("blas", "No such file or directory"),
                        shown.get(1),
                        shown.get(2)));
        script("bin/java", "cat '" + lines + "' >&2; exec sleep 60");
        try (ChildProcess run = tacit(Map.of(), "train")) {
            run.awaitOutput(Pattern.compile("(insufficient memory.*)"), LIMIT);

            assertThat(run.stderr().lines().filter(line -> !line.startsWith("tacit:")))
                    .containsExactlyElementsOf(shown);
        }
    }

    @Test
    @DisplayName("builds once, and again when a source is newer")
    void buildsWhenNeeded() throws Exception {
        tacit(Map.of(), "x").awaitExit(LIMIT);
        ChildProcess second = tacit(Map.of(), "x");
        second.awaitExit(LIMIT);
        assertThat(second.stderr()).isEmpty();
        assertThat(mavenCalls).content().hasLineCount(1);

        Files.createFile(clone.resolve("core/src/main/New.java"));
        ChildProcess third = tacit(Map.of(), "x");
        third.awaitExit(LIMIT);
        assertThat(third.stderr()).contains("sources have changed");
        assertThat(mavenCalls).content().hasLineCount(2);
    }

    @Test
    @DisplayName(
            "an archive of the jars' classes is made when the first command has ended, and taken by those that follow")
    void archive() throws Exception {
        Path jar = Files.createFile(folder.resolve("spark.jar"));
        script(
                "bin/mvn",
                """
                mkdir -p spark-runner/target/classes
                printf '%%s' "$PWD/spark-runner/target/classes:%s" > spark-runner/target/launcher-classpath.txt
                """
                        .formatted(jar));
        script(
                "bin/java",
                """
                for word in "$@"; do
                  case $word in
                    -XX:SharedArchiveFile=*) archive=${word#*=} ;;
                    -Xshare:dump) dump=yes ;;
                  esac
                done
                if [[ ${dump:-} ]]; then echo classes > "$archive"; fi
                printf '%s\n' "$@"
                """);
        String taken = "-XX:SharedArchiveFile=" + clone.resolve("target/tacit-classes.jsa");
        Map<String, String> archived = Map.of("TACIT_CLASS_ARCHIVE", "");

        assertThat(finished(archived).lines())
                .contains(jar + ":" + clone.resolve("spark-runner/target/classes"))
                .doesNotContain(taken);
        Path target = clone.resolve("target");
        await(() -> Files.exists(target.resolve("tacit-classes.jsa.key"))
                && !Files.exists(target.resolve("tacit-classes.jsa.new")));
        assertThat(finished(archived).lines()).contains(taken);
        assertThat(finished(Map.of()).lines()).as("where none is wanted").doesNotContain(taken);
        Files.writeString(clone.resolve("target/tacit-classes.jsa.key"), "of another Java");
        Files.delete(clone.resolve("target/tacit-classes.jsa.lock"));
        Files.createDirectory(clone.resolve("target/tacit-classes.jsa.lock")); // none is made while this test ends
        assertThat(finished(archived).lines()).as("with another Java").doesNotContain(taken);
    }

    @Test
    @DisplayName("with SPARK_HOME, spark-submit gets the options before --, the jar and the arguments")
    void submits() throws Exception {
        ChildProcess run = tacit(
                Map.of(
                        "SPARK_HOME",
                        folder.resolve("spark").toString(),
                        "TACIT_SPARK_SUBMIT_ARGS",
                        "--verbose --name n"),
                "--master",
                "yarn",
                "--",
                "train",
                "two words");

        assertThat(run.awaitExit(LIMIT)).as(run::lastLines).isEqualTo(9);
        assertThat(run.stdout())
                .isEqualTo("<--class><io.tacit.spark.cli.Tacit><--verbose><--name><n><--master><yarn><"
                        + clone.resolve("spark-runner/target/spark-runner-1-all.jar") + "><train><two words>");
    }

    @Test
    @DisplayName("TACIT_JAR is taken in place of a jar that would be built")
    void givenJar() throws Exception {
        String jar = "local:///opt/tacit/tacit.jar";
        ChildProcess run = tacit(Map.of("SPARK_HOME", folder.resolve("spark").toString(), "TACIT_JAR", jar), "train");

        assertThat(run.awaitExit(LIMIT)).as(run::lastLines).isEqualTo(9);
        assertThat(run.stdout()).isEqualTo("<--class><io.tacit.spark.cli.Tacit><" + jar + "><train>");
        assertThat(mavenCalls).doesNotExist();
    }

    @Test
    @DisplayName("options for spark-submit without SPARK_HOME are refused")
    void optionsWithoutSpark() throws Exception {
        ChildProcess run = tacit(Map.of(), "--master", "yarn", "--", "train");

        assertThat(run.awaitExit(LIMIT)).isEqualTo(2);
        assertThat(run.stderr()).contains("SPARK_HOME");
    }

    @Test
    @DisplayName("a SPARK_HOME without spark-submit is named")
    void noSparkSubmit() throws Exception {
        ChildProcess run = tacit(Map.of("SPARK_HOME", "/nowhere"), "train");

        assertThat(run.awaitExit(LIMIT)).isEqualTo(2);
        assertThat(run.stderr()).contains("SPARK_HOME is /nowhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_402", "11.0.23", "16"})
    @DisplayName("a Java that is too old is named, with what brings another one")
    void oldJava(String version) throws Exception {
        javaIs(version);
        ChildProcess run = tacit(Map.of(), "train");

        assertThat(run.awaitExit(LIMIT)).isEqualTo(1);
        String first = version.replaceFirst("^1\\.", "").replaceFirst("\\..*", "");
        assertThat(run.stderr()).contains("is Java " + first + ",", "17 or newer", "apt-get install openjdk-17");
    }

    @Test
    @DisplayName("a JAVA_HOME without a JDK is named")
    void wrongJavaHome() throws Exception {
        ChildProcess run = tacit(Map.of("JAVA_HOME", "/nowhere"), "train");

        assertThat(run.awaitExit(LIMIT)).isEqualTo(1);
        assertThat(run.stderr()).contains("JAVA_HOME is /nowhere, which has no bin/javac");
    }

    @Test
    @DisplayName("without Maven the command that brings it is said")
    void noMaven() throws Exception {
        script("a clone/mvnw", "exit 3");
        ChildProcess run = tacit(Map.of("PATH", toolsWithoutMaven().toString()), "train");

        assertThat(run.awaitExit(LIMIT)).isEqualTo(1);
        assertThat(run.stderr()).contains("there is no mvn, nor unzip", "apt-get install maven");
    }

    @Test
    @DisplayName("where there is no Maven, the wrapper builds")
    void wrapper() throws Exception {
        Files.move(folder.resolve("bin/mvn"), clone.resolve("mvnw"));
        Path tools = toolsWithoutMaven();
        for (String program : List.of("javac", "unzip")) {
            script("tools/" + program, "exit 3");
        }
        ChildProcess run = tacit(Map.of("PATH", tools + ":" + folder.resolve("bin")), "train", "x");

        assertThat(run.awaitExit(LIMIT)).as(run::lastLines).isEqualTo(7);
        assertThat(run.stdout()).isEqualTo("<io.tacit.spark.cli.Tacit><train><x>");
        assertThat(mavenCalls).content().contains("-pl spark-runner").hasLineCount(1);
    }

    /** What the launcher calls, and neither Maven nor what its wrapper needs. */
    private Path toolsWithoutMaven() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : "bash cp dirname env find flock grep head mkdir readlink rm tail touch".split(" ")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }
        return tools;
    }

    @Test
    @DisplayName("a clone that cannot be written is named")
    void notWritable() throws Exception {
        Files.createFile(
                clone.resolve("target")); // a file where the folder belongs: no right of root's makes it writable
        ChildProcess run = tacit(Map.of(), "train");

        assertThat(run.awaitExit(LIMIT)).isEqualTo(1);
        assertThat(run.stderr()).contains(clone + " cannot be written");
    }

    @Test
    @DisplayName("SIGTERM reaches the program itself")
    void signals() throws Exception {
        script("bin/java", "trap 'exit 42' TERM; echo ready; while :; do sleep 0.05; done");
        ChildProcess run = tacit(Map.of(), "train");
        run.awaitOutput(Pattern.compile("(ready)"), LIMIT);
        run.handle().destroy();

        assertThat(run.awaitExit(LIMIT)).isEqualTo(42);
    }

    /** What the program, which here is the fake Java, was given. */
    private String finished(Map<String, String> environment) throws Exception {
        ChildProcess run = tacit(environment, "train");
        assertThat(run.awaitExit(LIMIT)).as(run::lastLines).isZero();
        return run.stdout();
    }

    private static void await(BooleanSupplier made) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!made.getAsBoolean()) {
            assertThat(System.nanoTime()).as("made within %s", LIMIT).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private ChildProcess tacit(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "-u",
                "JAVA_HOME",
                "-u",
                "SPARK_HOME",
                "PATH=" + folder.resolve("bin") + ":" + System.getenv("PATH")));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.add(clone.resolve("tacit").toString());
        command.addAll(List.of(arguments));
        return ChildProcess.start("tacit-" + ++runs, folder, Map.of(), command);
    }

    private void javaIs(String version) throws IOException {
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    private void script(String name, String body) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
