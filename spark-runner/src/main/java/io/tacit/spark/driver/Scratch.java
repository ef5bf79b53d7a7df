package io.tacit.spark.driver;

import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;

/** The directories in which Spark keeps what does not fit into memory. Where it can create none, it ends the process by itself. */
final class Scratch {
    private static final String KEY = "spark.local.dir";
    /** Stands before the key, in this order. */
    private static final List<String> VARIABLES = List.of("SPARK_EXECUTOR_DIRS", "SPARK_LOCAL_DIRS");
    /** YARN gives directories of its own to what runs in its containers. */
    private static final String CONTAINER = "CONTAINER_ID";

    private Scratch() {}

    /**
     * Passes where one of them can be written.
     *
     * @throws ConfigProblems where none can
     */
    static void demand(SparkConf conf, Map<String, String> environment) {
        if (environment.containsKey(CONTAINER)) {
            return;
        }
        String where =
                VARIABLES.stream().filter(environment::containsKey).findFirst().orElse(KEY);
        String directories = environment.getOrDefault(where, conf.get(KEY, System.getProperty("java.io.tmpdir")));
        List<String> failures = new ArrayList<>();
        for (String directory : directories.split(",", -1)) {
            try {
                Path root = Files.createDirectories(Path.of(directory));
                Files.delete(Files.createTempDirectory(root, "tacit"));
                return;
            } catch (IOException | InvalidPathException e) {
                failures.add(directory);
            }
        }
        throw new ConfigProblems(List.of(Problem.of(
                "",
                where,
                "nothing can be written to " + String.join(", ", failures)
                        + ", where Spark keeps what does not fit into memory; choose another directory with "
                        + (where.equals(KEY) ? "--conf " + KEY + "=DIRECTORY" : where))));
    }
}
