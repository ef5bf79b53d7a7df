package io.tacit.spark.transport.akka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The law of {@link Coordination} on a {@link PlayedCluster}, whatever comes by lot. */
class CoordinationUnderDeathsTest {
    private static final int SEEDS = 300;
    private static final int ROUNDS = 6;

    /**
     * Up to three deaths in a row cost at most {@code lostAfter} = 10 s each to be noticed and {@code rehostWithin} = 15 s each until all
     * are distributed anew, and seconds to start, to make records ready, and to work. A host that is waited for hopelessly costs the
     * limit of an hour.
     */
    private static final Duration BOUND = Duration.ofSeconds(180);

    /** Every death is a warning, and here are thousands. */
    @BeforeAll
    static void quiet() {
        Configurator.setLevel(Coordination.class.getName(), Level.ERROR);
    }

    @AfterAll
    static void asBefore() {
        Configurator.setLevel(Coordination.class.getName(), Level.WARN);
    }

    @Test
    @DisplayName(
            "hosts die, stutter, come twice or not at all: each order is answered, and none waits for the dead while others live")
    void everyOrderEnds() {
        for (long seed = 0; seed < SEEDS; seed++) {
            PlayedCluster cluster = new PlayedCluster(seed);
            Random deaths = new Random(-seed);
            for (int round = 0; round < ROUNDS; round++) {
                try {
                    cluster.round(deaths.nextInt(4), BOUND);
                } catch (AssertionError e) {
                    throw new AssertionError("seed " + seed, e);
                }
            }
            assertThat(cluster.violations()).as("seed %d", seed).isEmpty();
        }
    }
}
