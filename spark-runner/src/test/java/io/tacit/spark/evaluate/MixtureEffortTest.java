package io.tacit.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MixtureEffortTest {
    private static final MixtureEffort FLIGHTS = new MixtureEffort(153_000, 7);

    @Test
    @DisplayName("a longer training and a larger model allow more passes, more components fewer")
    void proportion() {
        int passes = passes(32, 1);
        assertThat(passes).isBetween(20, 50);
        assertThat(passes(32, 2)).isBetween(2 * passes, 2 * passes + 2);
        assertThat(passes(64, 1)).isBetween(passes / 2 - 1, passes / 2 + 1);
    }

    @Test
    @DisplayName("never fewer than ten passes, never more than a hundred")
    void bounds() {
        assertThat(passes(32, 1e-6)).isEqualTo(10);
        assertThat(passes(2, 1000)).isEqualTo(100);
    }

    @Test
    @DisplayName("a third of the work is claimed only where the least number of passes is not more than that")
    void words() {
        assertThat(allowance(32, 1).inWords()).matches("at most \\d+ passes, about a third of the training's work");
        assertThat(allowance(32, 0.01).inWords())
                .isEqualTo("10 passes, the least there are, which may take longer than this short training");
    }

    /** Of a training some times as long as that of the flights: 1.8 million records, 36 evaluations each, 9,600 parameters. */
    private static int passes(int components, double times) {
        return allowance(components, times).passes();
    }

    private static MixtureEffort.Allowance allowance(int components, double times) {
        return FLIGHTS.passes(MixtureSettings.of(components), times * 1.8e6 * 36, 9_600);
    }
}
