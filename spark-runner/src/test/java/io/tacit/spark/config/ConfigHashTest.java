package io.tacit.spark.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two configurations have the same hash exactly where they compute the same. */
class ConfigHashTest {
    @TempDir
    private Path dir;

    @Test
    void aWrittenDefaultIsTheDefault() throws IOException {
        assertThat(config(Map.of("--batch", "256", "--rtol", "0.0001")).hash())
                .isEqualTo(config(Map.of()).hash());
    }

    @Test
    void whatChangesTheResultChangesTheHash() throws IOException {
        String plain = config(Map.of()).hash();
        for (Map.Entry<String, String> flag : Map.of(
                        "--seed",
                        "2",
                        "--batch",
                        "999",
                        "--workers",
                        "3",
                        "--lr",
                        "2e-3",
                        "--device",
                        "cpu",
                        "--columns",
                        "a,b",
                        "--fixed-steps",
                        "4",
                        "--schedule",
                        "cosine")
                .entrySet()) {
            assertThat(config(Map.of(flag.getKey(), flag.getValue())).hash())
                    .as(flag.toString())
                    .isNotEqualTo(plain);
        }
    }

    @Test
    void lengthPlaceAndSafetyDoNot() throws IOException {
        Map<String, String> other = Map.of(
                "--rounds",
                "7",
                "--output",
                "elsewhere",
                "--checkpoint-every",
                "1",
                "--keep-checkpoints",
                "9",
                "--threads",
                "2",
                "--test-records",
                "1000",
                "spark.master",
                "local[3]");
        assertThat(config(other).hash()).isEqualTo(config(Map.of()).hash());
    }

    @Test
    void theLengthDoesWherePhasesShareIt() throws IOException {
        Map<String, String> phases = Map.of("--phases", "flow-matching, likelihood", "--rounds", "7");
        Map<String, String> longer = Map.of("--phases", "flow-matching, likelihood", "--rounds", "8");
        assertThat(config(phases).hash()).isNotEqualTo(config(longer).hash());
    }

    @Test
    void theLengthDoesWhereTheScheduleFollowsIt() throws IOException {
        Map<String, String> cosine = Map.of("--schedule", "cosine", "--rounds", "7");
        Map<String, String> longer = Map.of("--schedule", "cosine", "--rounds", "8");
        assertThat(config(cosine).hash()).isNotEqualTo(config(longer).hash());
    }

    private RunConfig config(Map<String, String> flags) throws IOException {
        Path data = dir.resolve("d.csv");
        if (!Files.exists(data)) {
            Files.createFile(data);
        }
        Map<String, String> all =
                new HashMap<>(Map.of("--data", data.toString(), "--output", "out", "--phases", "likelihood"));
        all.putAll(flags);
        return ConfigLoader.load(all, ColumnNames.UNKNOWN).config();
    }
}
