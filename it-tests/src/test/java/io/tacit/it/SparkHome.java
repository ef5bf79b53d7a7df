package io.tacit.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder of a Spark distribution, assembled from Maven's jars: {@code jars/} with Spark and what it brings, and
 * nothing of Tacit, so that an application has to bring all the rest as it must on a cluster.
 */
public record SparkHome(Path root) {

    /** The flags of Spark's {@code JavaModuleOptions}. */
    private static final List<String> OPENED_PACKAGES = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "jdk.internal.ref",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    /** What Spark's own {@code bin/spark-submit} and {@code bin/spark-class} do: let the launcher say the command. */
    private static final String SPARK_SUBMIT =
            """
            #!/usr/bin/env bash
            set -euo pipefail
            command=()
            while IFS= read -d '' -r word; do command+=("$word"); done \\
              < <(java -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main org.apache.spark.deploy.SparkSubmit "$@")
            exec "${command[@]}"
            """;

    /** Links the jars that the build has listed in the file named by property {@code tacit.spark.jars}. */
    public static SparkHome assemble(Path root) throws IOException {
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
        return new SparkHome(root);
    }

    /** The jar that the build made for clusters. */
    public static Path tacitJar() {
        return property("tacit.jar");
    }

    /** The root of the repository, where the launcher lies. */
    public static Path repository() {
        return property("tacit.root");
    }

    /** What the environment of every process of the cluster has to say. */
    public Map<String, String> environment() {
        return Map.of(
                "SPARK_HOME", root.toString(), "SPARK_SCALA_VERSION", "2.13", "SPARK_LOCAL_IP", StandaloneCluster.HOST);
    }

    /** The command that runs one of Spark's own main classes. */
    public List<String> java(String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--add-modules=jdk.incubator.vector");
        for (String name : OPENED_PACKAGES) {
            command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED");
        }
        Stream.of("-Djdk.reflect.useDirectMethodHandle=false", "-Xmx1g", "-cp", root + "/jars/*", mainClass)
                .forEach(command::add);
        command.addAll(arguments);
        return command;
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
