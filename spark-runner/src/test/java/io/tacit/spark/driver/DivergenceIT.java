package io.tacit.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.random.RandomKey;
import io.tacit.spark.config.ColumnNames;
import io.tacit.spark.config.ConfigLoader;
import io.tacit.spark.metrics.Progress;
import io.tacit.spark.transport.rdd.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that cannot work, on two columns of normal numbers: they end soon, as diverged, and say why. */
class DivergenceIT {
    private static final int RECORDS = 600;

    @TempDir
    static Path folder;

    private static SparkSession spark;

    @BeforeAll
    static void start() throws IOException {
        spark = LocalSpark.start("local[2]");
        RandomKey key = RandomKey.of(4);
        Files.writeString(
                folder.resolve("normal.csv"),
                IntStream.range(0, RECORDS)
                        .mapToObj(i -> key.gaussian(2L * i) + "," + key.gaussian(2L * i + 1))
                        .collect(Collectors.joining("\n", "x,y\n", "\n")));
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "--lr,50,training\\.optimizer\\.lr|lower the learning rate",
        "--lr,1e6,training\\.optimizer\\.lr|lower the learning rate",
        "--t1,200,model\\.t1|shorten t1"
    })
    @DisplayName("a learning rate that is far too high, a flow that is far too long: diverged, with the likely causes")
    void hopeless(String flag, String value, String cause) {
        // Kernels are not compiled yet in a test: fewer steps than by default end the solves that lead nowhere.
        Summary summary = train(Map.of(flag, value, "--max-steps", "200"));
        assertThat(summary.ending()).isEqualTo(Summary.Ending.DIVERGED);
        // In the first round or in the second, by what its records are.
        assertThat(summary.advice())
                .containsPattern(cause)
                .containsPattern("there is no checkpoint yet|the last good checkpoint is kept, that of round 1");
    }

    @Test
    @DisplayName("a tolerance below the precision is called that")
    void tooFine() {
        Summary summary = train(Map.of("--rtol", "1e-30", "--atol", "1e-30"));
        assertThat(summary.ending()).isEqualTo(Summary.Ending.DIVERGED);
        assertThat(summary.advice())
                .contains("rtol 1.00e-30 and atol 1.00e-30", "1.19e-07", "float64")
                .doesNotContain("NaN", "input");
    }

    @Test
    @DisplayName("the solver heeds maxSteps and minStep, and says so by their names")
    void limits() {
        assertThat(train(Map.of("--max-steps", "1")).advice()).contains("maxSteps", "1 steps ended");
        assertThat(train(Map.of("--min-step", "2")).advice()).contains("minStep", "smallest step 2.00");
    }

    private static Summary train(Map<String, String> more) {
        Map<String, String> flags = new HashMap<>(Map.of(
                "--phases", "likelihood",
                "--data", folder.resolve("normal.csv").toString(),
                "--hidden", "32",
                "--layers", "2",
                "--batch", "128",
                "--local-steps", "4",
                "--rounds", "6",
                "--workers", "2",
                "--mixture", "0",
                "--device", "cpu"));
        flags.put(
                "--output",
                folder.resolve(more.entrySet().stream()
                                .map(e -> e.getKey() + e.getValue())
                                .collect(Collectors.joining()))
                        .toString());
        flags.putAll(more);
        return new SparkOperations()
                .train(new TrainRequest(
                        ConfigLoader.load(flags, ColumnNames.UNKNOWN),
                        TrainRequest.Start.FRESH,
                        StopRequest.NEVER,
                        Progress.silent()));
    }
}
