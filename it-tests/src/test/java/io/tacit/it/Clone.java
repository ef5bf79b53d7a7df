package io.tacit.it;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * A folder that looks like a clone of the repository that has just been built, and keeps what is written there. Scripts are
 * copies, so that they find themselves in it; all else are links.
 */
record Clone(Path root) {
    private static final Set<String> LEFT_OUT = Set.of("target", "runs", ".git");
    private static final List<String> FOLDERS_OF_SCRIPTS = List.of("examples", "cluster-configs");

    static Clone in(Path root) throws IOException {
        Path repository = SparkHome.repository();
        linkAll(repository, root);
        copy(repository.resolve("tacit"), root.resolve("tacit"));
        for (String name : FOLDERS_OF_SCRIPTS) {
            Files.delete(root.resolve(name));
            linkAll(repository.resolve(name), root.resolve(name));
            copyScripts(repository.resolve(name), root.resolve(name));
        }
        linkIfThere(repository, root, "examples/target");
        markAsBuilt(repository, root.resolve("target"));
        return new Clone(root);
    }

    private static void linkAll(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.filter(
                            e -> !LEFT_OUT.contains(e.getFileName().toString()))
                    .toList()) {
                Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
            }
        }
    }

    private static void linkIfThere(Path repository, Path root, String name) throws IOException {
        if (Files.exists(repository.resolve(name))) {
            Files.createSymbolicLink(root.resolve(name), repository.resolve(name));
        }
    }

    /** Folders with a script in them become real ones. */
    private static void copyScripts(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = String.valueOf(folder.getFileName());
                return LEFT_OUT.contains(name) || name.equals("src")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (Files.isExecutable(file)) {
                    Path folder = to.resolve(from.relativize(file)).getParent();
                    if (Files.isSymbolicLink(folder)) {
                        Files.delete(folder);
                        linkAll(file.getParent(), folder);
                    }
                    copy(file, folder.resolve(file.getFileName()));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void copy(Path file, Path copy) throws IOException {
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** The build that runs these tests has made everything; what the launchers would note after theirs. */
    private static void markAsBuilt(Path repository, Path target) throws IOException {
        Files.createDirectories(target);
        Files.copy(
                repository.resolve("spark-runner/target/launcher-classpath.txt"),
                target.resolve("tacit-classpath.txt"));
        for (String stamp : List.of("tacit-embedded.stamp", "tacit-cluster.stamp", "examples.stamp")) {
            Files.writeString(target.resolve(stamp), "\n");
        }
    }

    /** Writes one of sixty of the shipped flights. */
    static Path someFlights(Path table) throws IOException {
        try (SparkSession spark = SparkSession.builder()
                .appName("some flights")
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", StandaloneCluster.HOST)
                .getOrCreate()) {
            Path all = SparkHome.repository().resolve("examples/flights/flights.parquet");
            spark.read()
                    .parquet(all.toString())
                    .filter("record % 60 = 0")
                    .coalesce(1)
                    .write()
                    .parquet(table.toString());
        }
        return table;
    }
}
