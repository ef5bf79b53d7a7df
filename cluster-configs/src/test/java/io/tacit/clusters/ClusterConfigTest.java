package io.tacit.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.spark.config.ColumnNames;
import io.tacit.spark.config.ConfigLoader;
import io.tacit.spark.config.RunConfig;
import io.tacit.spark.wire.WireSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.properties.PropertiesConfiguration;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationFactory;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClusterConfigTest {
    private static final List<String> FILES = List.of("job.conf", "log4j2.properties", "spark-defaults.conf", "submit");
    private static final Path FLIGHTS = Path.of("../examples/flights/flights.parquet");

    static List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(""))) {
            return all.filter(folder -> Files.isRegularFile(folder.resolve("submit")))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void folderForEachKindOfClusterThatTheReadmeNames() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(folders()).isNotEmpty().allSatisfy(folder -> assertThat(readme)
                .contains("| `" + folder + "` "));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void holdsFilesThatAreTestedHereAndNothingElse(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(FILES);
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    @DisplayName("C24 settings of Spark are its own and do not bypass the wire format")
    void sparkDefaults(Path folder) throws IOException {
        SparkConf conf = new SparkConf(false);
        properties(folder.resolve("spark-defaults.conf"))
                .forEach((key, value) -> conf.set(key.toString(), value.toString()));
        assertThat(conf.getAll()).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry._1()).as("a setting of Spark").startsWith("spark.");
            assertThat(entry._2())
                    .as(entry._1())
                    .isNotBlank()
                    .isEqualTo(entry._2().strip());
        });
        assertThat(conf.getSizeAsMb("spark.driver.memory")).isGreaterThanOrEqualTo(1024);
        WireSettings.require(WireSettings.applyTo(conf));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void jobIsAccepted(Path folder) {
        RunConfig job = ConfigLoader.load(
                        folder.resolve("job.conf"), Map.of("--data", FLIGHTS.toString()), ColumnNames.UNKNOWN)
                .config();
        assertThat(job.data().columns()).hasSize(7);
        assertThat(job.output()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void loggingTellsOurNewsOnStandardError(Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve("log4j2.properties"))) {
            PropertiesConfiguration logging = (PropertiesConfiguration)
                    new PropertiesConfigurationFactory().getConfiguration(null, new ConfigurationSource(in));
            logging.initialize();
            assertThat(logging.getLoggerConfig("io.tacit.spark").getLevel()).isEqualTo(Level.INFO);
            assertThat(logging.getRootLogger().getAppenders()).containsKey("console");
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void dryRunSaysTheCommandAndRunsNothing(Path folder) throws Exception {
        String said = run(folder.resolve("submit"), "train", "two words", "--dry-run");
        assertThat(said)
                .contains("/tacit --master spark://there:7077")
                .contains(folder.toAbsolutePath().resolve("spark-defaults.conf").toString())
                .contains(folder.toAbsolutePath().resolve("log4j2.properties").toString())
                .endsWith("-- train two\\ words");
    }

    private static String run(Path script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("MASTER", "spark://there:7077", "SPARK_HOME", "/nowhere"));
        Process process = builder.start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String said = String.join("\n", out.lines().toList());
            assertThat(process.waitFor()).as(said).isZero();
            return said.strip();
        }
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        return properties;
    }
}
