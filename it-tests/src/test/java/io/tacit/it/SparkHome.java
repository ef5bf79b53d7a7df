package io.tacit.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * The folder of a Spark distribution, assembled from Maven's jars: {@code jars/} with Spark and what it brings, and
 * nothing of Tacit, so that an application has to bring all the rest as it must on a cluster.
 */
public record SparkHome(Path root) {
    /**
     * Options that spare a Java that does not compute for long two things that cost it half its time: optimising itself,
     * and verifying the bytecode of 20,000 classes, which every other JVM of the tests does.
     */
    static final List<String> SHORT_LIVED = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote");

    /** Does what Spark's {@code bin/spark-submit} and {@code bin/spark-class} do: Spark's launcher says the command. */
    private static final String SPARK_SUBMIT =
            """
            #!/usr/bin/env bash
            set -euo pipefail
            say() { java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main org.apache.spark.deploy.SparkSubmit "$@"; }
            command=()
            # A NUL and the end of a line come first, then the words, each ended by a NUL.
            { IFS= read -d '' -r _; read -r _; while IFS= read -d '' -r word; do command+=("$word"); done; } < <(say "$@")
            exec "${command[@]}"
            """;

    /**
     * Links the jars that the build has listed in the file named by property {@code tacit.spark.jars}.
     *
     * @param settings of everything that starts there
     */
    public static SparkHome assemble(Path root, Map<String, String> settings) throws IOException {
        Path jars = Files.createDirectories(root.resolve("jars"));
        for (String jar : Files.readString(property("tacit.spark.jars")).strip().split(File.pathSeparator, -1)) {
            Path target = Path.of(jar);
            Files.createSymbolicLink(jars.resolve(target.getFileName()), target);
        }
        // Its presence says "a distribution"; without it executors look for the build folders of Spark's sources.
        Files.createFile(root.resolve("RELEASE"));
        Path submit = Files.createDirectories(root.resolve("bin")).resolve("spark-submit");
        Files.writeString(submit, SPARK_SUBMIT);
        Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.write(
                Files.createDirectories(root.resolve("conf")).resolve("spark-defaults.conf"),
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + " " + setting.getValue())
                        .toList());
        return new SparkHome(root);
    }

    /** The jar that the build made for clusters. */
    public static Path tacitJar() {
        return property("tacit.jar");
    }

    /** The folder with the jar that has Hadoop's daemons; on no class path but theirs. */
    static Path hdfsJars() {
        return property("tacit.hdfs.jars");
    }

    /** The Java that runs this. */
    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** The root of the repository, where the launcher lies. */
    public static Path repository() {
        return property("tacit.root");
    }

    /** What the environment of every process of the cluster has to say. */
    public Map<String, String> environment(Host host) {
        return Map.of("SPARK_HOME", root.toString(), "SPARK_SCALA_VERSION", "2.13", "SPARK_LOCAL_IP", host.address());
    }

    /**
     * The command that submits an application.
     *
     * @param master where to: a cluster's URL, {@code local[n]}, or {@code local-cluster[n,cores,megabytes]}, which
     *     starts n Workers of its own, each with an executor in a process of its own
     * @param driver where the driver listens in client mode
     * @param options of spark-submit, such as {@code --class}
     */
    public List<String> sparkSubmit(
            String master, Host driver, List<String> options, Path jar, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(root.resolve("bin/spark-submit").toString(), "--master", master));
        for (String conf : List.of(
                "spark.ui.enabled=false",
                "spark.driver.host=" + driver.address(),
                "spark.driver.bindAddress=" + driver.address(),
                "spark.executor.memory=1g")) {
            command.addAll(List.of("--conf", conf));
        }
        command.addAll(options);
        command.add(jar.toString());
        command.addAll(arguments);
        return command;
    }

    /** The command that runs one of Spark's own main classes. */
    public List<String> java(String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(java().toString());
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(SHORT_LIVED);
        command.addAll(List.of("-Xmx1g", "-cp", root + "/jars/*", mainClass));
        command.addAll(arguments);
        return command;
    }

    /** Options of spark-submit with which driver and executors are {@link #SHORT_LIVED}. */
    static List<String> shortLived() {
        String options = String.join(" ", SHORT_LIVED);
        return List.of(
                "--conf", "spark.driver.extraJavaOptions=" + options,
                "--conf", "spark.executor.extraJavaOptions=" + options);
    }

    private static Path property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("system property " + name
                    + " is not set: the build sets it for integration tests; run them by mvn verify");
        }
        return Path.of(value);
    }
}
