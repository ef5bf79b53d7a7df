package io.tacit.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.metrics.RoundRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two numbers a record: a gap is wide from 0.1 nats on, and hopeless from 0.3. */
class SolverGapTest {
    private final SolverGap gap = new SolverGap(2);
    private final List<RoundRecord> rounds = new ArrayList<>();

    @Test
    @DisplayName("a wide gap is told by how much, and with what to do; another one where it is half as wide again")
    void warns() {
        List<String> told = warnings(0.0, 0.09, 0.2, 0.25, 0.2, 0.29, 0.45);
        assertThat(told).hasSize(2);
        assertThat(told.get(0))
                .startsWith("round 3: solved to the tolerance, training records have a loss 0.200 ± 0.020 nats above")
                .contains("--fixed-steps");
        assertThat(told.get(1)).startsWith("round 7: ");
    }

    @Test
    @DisplayName(
            "training ends at the second hopeless gap in a row; rounds without a measurement in between do not count")
    void ends() {
        assertThat(endedIn(0.4, 0.2, 0.4, 0.2)).isEmpty();
        assertThat(endedIn(0.2, 0.4, null, null, 0.5)).contains(5);
        assertThat(endedIn(0.4, 0.4)).contains(2);
    }

    @Test
    @DisplayName("what may be chance is no gap, and neither is a loss that is lower when it is solved")
    void chance() {
        assertThat(warnings(-0.4)).isEmpty();
        assertThat(gap.warning(List.of(), round(new Estimate(0.5, 0.2, 256)))).isEmpty();
        assertThat(gap.warning(List.of(), round(new Estimate(0.5, 0.1, 256)))).isPresent();
    }

    private List<String> warnings(Double... gaps) {
        List<String> told = new ArrayList<>();
        for (Double one : gaps) {
            RoundRecord round = round(one);
            gap.warning(rounds, round).ifPresent(told::add);
            rounds.add(round);
        }
        return told;
    }

    private Optional<Integer> endedIn(Double... gaps) {
        rounds.clear();
        for (Double one : gaps) {
            RoundRecord round = round(one);
            if (gap.end(rounds, round).isPresent()) {
                return Optional.of(round.round());
            }
            rounds.add(round);
        }
        return Optional.empty();
    }

    private RoundRecord round(Double of) {
        return round(of == null ? null : new Estimate(of, 0.01, 1_000_000));
    }

    private RoundRecord round(Estimate of) {
        return new RoundRecord(
                rounds.size() + 1,
                100,
                new RoundRecord.Timing(1, 1, 1, 0, List.of()),
                new RoundRecord.Examples(1, 1, 0),
                new RoundRecord.Likelihood(2, 1, 0, Optional.ofNullable(of), Optional.empty()),
                new RoundRecord.Effort(1, 1, 1, 0),
                1e-3);
    }
}
