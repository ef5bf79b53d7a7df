package io.tacit.benchmarks.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.benchmarks.rounds.Discipline.Outcome;
import io.tacit.core.random.RandomKey;
import org.junit.jupiter.api.Test;

class DisciplineTest {
    private static final double[] SECONDS = {1.0, 1.2, 0.8, 1.1, 9.0};

    @Test
    void synchronousWaitsForTheSlowest() {
        assertThat(new Discipline.Synchronous().play(SECONDS, 10)).isEqualTo(new Outcome(9, 1));
    }

    @Test
    void quorumLeavesOutWhoIsFarFromTheMedian() {
        // Median 1.1, MAD 0.1.
        Outcome outcome = new Discipline.Quorum(0.8, 5).play(SECONDS, 10);
        assertThat(outcome.seconds()).isCloseTo(1.6, within(1e-12));
        assertThat(outcome.done()).isEqualTo(0.8);
    }

    @Test
    void quorumWaitsForItsShareWhateverTheMedian() {
        assertThat(new Discipline.Quorum(1, 5).play(SECONDS, 10)).isEqualTo(new Outcome(9, 1));
    }

    @Test
    void budgetEndsWithTheStepThatIsGoingOn() {
        // Steps of 0.1 s and 0.9 s: ten of the first, two of the last.
        Outcome outcome = new Discipline.Budgeted(1).play(new double[] {1.0, 9.0}, 10);
        assertThat(outcome.seconds()).isCloseTo(1.8, within(1e-12));
        assertThat(outcome.done()).isCloseTo((10 + 2) / 20.0, within(1e-12));
    }

    @Test
    void skewIsDrawnFromWhatWasMeasuredAndAlikeEveryTime() {
        Skew skew = new Skew(new double[] {0.5, 1.5}, 0, 1);
        for (int worker = 0; worker < 20; worker++) {
            assertThat(skew.draw(RandomKey.of(3), worker)).isIn(0.5, 1.5).isEqualTo(skew.draw(RandomKey.of(3), worker));
        }
        assertThat(skew.deviation()).isEqualTo(0.5);
        assertThat(skew.onSlowMachines(1, 3).draw(RandomKey.of(3), 4)).isIn(1.5, 4.5);
    }
}
