package io.tacit.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.spark.config.ColumnNames;
import io.tacit.spark.config.ConfigLoader;
import io.tacit.spark.config.RunConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    private static final String GPU = "spark-defaults-gpu.conf";
    private static final List<String> EACH = List.of("job.conf", "log4j2.properties", "spark-defaults.conf", "submit");
    private static final Map<String, List<String>> FURTHER = Map.of(
            "local", List.of(),
            "standalone", List.of(GPU),
            "yarn", List.of(GPU),
            "kubernetes", List.of(GPU, "Dockerfile", "Dockerfile.dockerignore", "pod.yaml", "tacit.yaml"));
    private static final Path FLIGHTS = Path.of("../examples/flights/flights.parquet");

    static List<Path> kinds() {
        return FURTHER.keySet().stream().sorted().map(Path::of).toList();
    }

    static List<Path> kindsWithGpus() {
        return kinds().stream().filter(kind -> Files.exists(kind.resolve(GPU))).toList();
    }

    static List<Path> scripts() {
        return Stream.concat(
                        kinds().stream().map(kind -> kind.resolve("submit")),
                        Stream.of("submit.sh", "discover-gpus", "retraining/retrain")
                                .map(Path::of))
                .toList();
    }

    @Test
    void hereIsNothingThatIsNotTested() throws IOException {
        List<String> known = List.of("README.md", "discover-gpus", "pom.xml", "retraining", "src", "submit.sh");
        assertThat(names(Path.of("")).filter(name -> !name.equals("target")))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(known.stream(), FURTHER.keySet().stream()).toList());
        assertThat(names(Path.of("retraining")))
                .containsExactlyInAnyOrder("crontab", "cronjob.yaml", "retrain", "tacit_retrain.py");
    }

    @Test
    void folderForEachKindOfClusterThatTheReadmeNames() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(kinds()).allSatisfy(kind -> assertThat(readme).contains("| `" + kind + "` "));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void holdsFilesThatAreTestedHereAndNothingElse(Path kind) throws IOException {
        assertThat(names(kind))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(EACH.stream(), FURTHER.get(kind.toString()).stream())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void isAScript(Path script) throws Exception {
        assertThat(Script.bash("-n", script.toString()).run(Map.of())).isEqualTo(new Script.End(0, "", ""));
        assertThat(Files.isExecutable(script))
                .isEqualTo(!script.getFileName().toString().endsWith(".sh"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("C24 settings of Spark are its own, and leave the serializer to the session")
    void sparkDefaults(Path kind) throws IOException {
        SparkConf conf = conf(kind.resolve("spark-defaults.conf"));
        assertThat(conf.getSizeAsMb("spark.driver.memory")).isGreaterThanOrEqualTo(1024);
        assertThat(conf.contains("spark.serializer")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("kindsWithGpus")
    @DisplayName("a GPU is asked for by executor and task, whose cores and memory go with it")
    void gpus(Path kind) throws IOException {
        SparkConf conf = conf(kind.resolve("spark-defaults.conf"), kind.resolve(GPU));
        assertThat(conf.get("spark.executor.resource.gpu.amount")).isEqualTo("1");
        assertThat(conf.get("spark.task.resource.gpu.amount")).isEqualTo("1");
        assertThat(conf.getInt("spark.task.cpus", 1))
                .as("a task has its executor to itself")
                .isEqualTo(conf.getInt("spark.executor.cores", 0));
        String options = conf.get("spark.executor.extraJavaOptions");
        assertThat(options).matches("-Dorg\\.bytedeco\\.javacpp\\.maxbytes=\\d+g");
        int offHeap = Integer.parseInt(options.replaceAll("\\D", ""));
        if (!kind.endsWith("standalone")) {
            assertThat(conf.getSizeAsGb("spark.executor.memoryOverhead")).isGreaterThan(offHeap);
            assertThat(conf.get("spark.executor.resource.gpu.discoveryScript")).endsWith("/discover-gpus");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void jobIsAccepted(Path kind) {
        RunConfig job = ConfigLoader.load(
                        kind.resolve("job.conf"), Map.of("--data", FLIGHTS.toString()), ColumnNames.UNKNOWN)
                .config();
        assertThat(job.data().columns()).hasSize(7);
        assertThat(job.output()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void loggingTellsOurNewsOnStandardError(Path kind) throws IOException {
        try (InputStream in = Files.newInputStream(kind.resolve("log4j2.properties"))) {
            PropertiesConfiguration logging = (PropertiesConfiguration)
                    new PropertiesConfigurationFactory().getConfiguration(null, new ConfigurationSource(in));
            logging.initialize();
            assertThat(logging.getLoggerConfig("io.tacit.spark").getLevel()).isEqualTo(Level.INFO);
            assertThat(logging.getRootLogger().getAppenders()).containsKey("console");
        }
    }

    private static SparkConf conf(Path... files) throws IOException {
        SparkConf conf = new SparkConf(false);
        for (Path file : files) {
            assertThat(Settings.of(file)).isNotEmpty().allSatisfy((key, value) -> {
                assertThat(key).as("a setting of Spark").startsWith("spark.");
                assertThat(value).as(key).isNotBlank().isEqualTo(value.strip());
                conf.set(key, value);
            });
        }
        return conf;
    }

    private static Stream<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
