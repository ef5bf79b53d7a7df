package io.tacit.spark.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.spark.metrics.RoundRecord.Effort;
import io.tacit.spark.metrics.RoundRecord.Examples;
import io.tacit.spark.metrics.RoundRecord.Likelihood;
import io.tacit.spark.metrics.RoundRecord.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsLogTest {

    private final Configuration hadoop = new Configuration(false);

    @TempDir
    private Path directory;

    private String place = "";

    @BeforeEach
    void place() {
        place = directory.resolve("out/metrics.jsonl").toString();
    }

    @Test
    @DisplayName("U01 what is appended is read back equal")
    void roundTrip() {
        List<RoundRecord> rounds = Rounds.run(7);
        try (MetricsLog log = MetricsLog.open(place, hadoop, List.of())) {
            rounds.forEach(log::append);
        }
        assertThat(MetricsLog.read(place, hadoop)).isEqualTo(rounds);
    }

    @Test
    @DisplayName("U05 each line is on disk before the log is closed, so a killed run keeps its rounds")
    void flushed() throws IOException {
        try (MetricsLog log = MetricsLog.open(place, hadoop, List.of())) {
            log.append(Rounds.round(1, 3));
            assertThat(Files.readAllLines(Path.of(place)))
                    .hasSize(1)
                    .allMatch(line -> line.startsWith("{\"round\":1,"));
        }
    }

    @Test
    @DisplayName("U05 resuming after round 3 puts its rounds in place of whatever lies there, then appends")
    void resume() throws IOException {
        try (MetricsLog log = MetricsLog.open(place, hadoop, List.of())) {
            Rounds.run(5).forEach(log::append);
        }
        Files.writeString(Path.of(place), "{\"round\":6,\"of\":", StandardOpenOption.APPEND);
        try (MetricsLog log = MetricsLog.open(place, hadoop, Rounds.run(5).subList(0, 3))) {
            log.append(Rounds.round(4, 5));
        }
        assertThat(MetricsLog.read(place, hadoop))
                .extracting(RoundRecord::round)
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    @DisplayName("a broken line in the middle is an error that names file and line")
    void brokenLine() throws IOException {
        Files.createDirectories(Path.of(place).getParent());
        Files.writeString(Path.of(place), "nonsense\n" + RoundJson.line(Rounds.round(2, 2)) + "\n");
        assertThatThrownBy(() -> MetricsLog.read(place, hadoop))
                .isInstanceOf(UncheckedIOException.class)
                .cause()
                .hasMessageContaining("metrics.jsonl, line 1")
                .hasMessageContaining("nonsense");
    }

    @Test
    @DisplayName("on a file system that is not local, publish puts all lines in place")
    void remote() {
        hadoop.set("fs.elsewhere.impl", ElsewhereFileSystem.class.getName());
        String remote = "elsewhere://host" + directory + "/remote.jsonl";
        try (MetricsLog log = MetricsLog.open(remote, hadoop, List.of())) {
            log.append(Rounds.round(1, 3));
            log.publish();
            assertThat(MetricsLog.read(remote, hadoop)).hasSize(1);
            log.append(Rounds.round(2, 3));
            log.publish();
        }
        assertThat(MetricsLog.read(remote, hadoop)).isEqualTo(List.of(Rounds.round(1, 3), Rounds.round(2, 3)));
    }

    @Test
    @DisplayName("a diverged round is written as valid JSON and read back as NaN")
    void notFinite() throws IOException {
        RoundRecord diverged = new RoundRecord(
                1,
                2,
                new Timing(1, Double.NaN, 10, 0.5, List.of()),
                new Examples(10, 10, 4),
                new Likelihood(2, Double.POSITIVE_INFINITY, 0, Optional.empty()),
                new Effort(1, 1, 1, 0),
                0.1);
        String line = RoundJson.line(diverged);
        assertThat(line).contains("\"trainNll\":null").doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(RoundJson.parse(line).likelihood().train()).isNaN();
    }

    @Test
    @DisplayName("bits per dimension = nats / (D ln 2): a uniform density on [0, 2]^D has 1 bit")
    void bitsPerDimension() {
        Likelihood likelihood = new Likelihood(5, 0, 0, Optional.empty());
        assertThat(likelihood.bitsPerDimension(5 * Math.log(2))).isCloseTo(1, within(1e-15));
    }
}
