package io.tacit.benchmarks.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** In one process, for a few rounds: that the programs run, not how fast. */
class RoundsIT {
    private static final String HERE = "local[%d]";

    @Test
    @DisplayName("C38 rounds without work are timed on every transport")
    void everyTransportIsMeasured() {
        assertThat(new CommandLine(new Rounds())
                        .execute(
                                "--master",
                                HERE,
                                "--parameters",
                                "1000",
                                "--rounds",
                                "2",
                                "--collectives",
                                "flat,sharded"))
                .isZero();
    }

    @Test
    @DisplayName("C37 weak and strong scaling are timed")
    void scalingIsMeasured() {
        assertThat(new CommandLine(new Scaling())
                        .execute(
                                "--master",
                                HERE,
                                "--executors",
                                "1,2",
                                "--batch",
                                "20",
                                "--local-steps",
                                "1",
                                "--rounds",
                                "3",
                                "--records",
                                "200"))
                .isZero();
    }

    @Test
    @DisplayName("placement by cost is compared with placement by ids")
    void placementIsMeasured() {
        assertThat(new CommandLine(new Placement())
                        .execute(
                                "--densities",
                                "moons",
                                "--records",
                                "200",
                                "--rounds",
                                "4",
                                "--local-steps",
                                "1",
                                "--batch",
                                "50",
                                "--every",
                                "1"))
                .isZero();
    }
}
