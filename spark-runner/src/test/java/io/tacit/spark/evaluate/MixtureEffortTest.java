package io.tacit.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MixtureEffortTest {
    private static final MixtureEffort FLIGHTS = new MixtureEffort(153_000, 7);
    /** Thirty records for each of 36 parameters of a component. */
    private static final long FEW = 32 * 30 * 36;

    @Test
    @DisplayName("a longer training and a larger model allow more passes, more components fewer")
    void proportion() {
        int passes = allowance(32, 0.2).passes();
        assertThat(passes).isBetween(20, 45);
        assertThat(allowance(32, 0.4).passes()).isBetween(2 * passes, 2 * passes + 2);
        assertThat(allowance(64, 0.8).passes()).isBetween(passes, passes + 6); // over twice the records
        assertThat(allowance(32, 0.4).records()).isEqualTo(FEW);
    }

    @Test
    @DisplayName("what a hundred passes do not take goes to more records, until there are no more")
    void moreRecords() {
        assertThat(allowance(32, 1)).satisfies(some -> {
            assertThat(some.passes()).isBetween(99, 100);
            assertThat(some.records()).isBetween(FEW + 1, 152_999L);
        });
        assertThat(allowance(32, 10).records()).isEqualTo(153_000);
    }

    @Test
    @DisplayName("never fewer than ten passes, never more than a hundred; no more records than there are")
    void bounds() {
        assertThat(allowance(32, 1e-6).passes()).isEqualTo(10);
        assertThat(allowance(2, 1000).passes()).isEqualTo(100);
        assertThat(new MixtureEffort(500, 2).beside(MixtureSettings.of(8), 1, 1).records())
                .isEqualTo(500);
    }

    @Test
    @DisplayName("a quarter of the work is claimed only where the least number of passes is not more than that")
    void words() {
        assertThat(allowance(32, 0.2).inWords())
                .matches("at most \\d+ passes over 34,560 records, about a quarter of the training's work");
        assertThat(allowance(32, 0.01).inWords())
                .isEqualTo("10 passes over 34,560 records, the least there are, which may take longer than this short"
                        + " training");
    }

    /** Of a training some times as long as 5.4 million records, 48 evaluations each that carry a density along, 9,600 parameters. */
    private static MixtureEffort.Allowance allowance(int components, double times) {
        return FLIGHTS.beside(MixtureSettings.of(components), times * 5.4e6 * 48 * 2, 9_600);
    }
}
