package io.tacit.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.spark.metrics.RoundRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DivergenceRuleTest {
    private static final DivergenceRule PLANE = DivergenceRule.gaussian(2);

    @Test
    @DisplayName("the reference is the entropy of the standard normal distribution")
    void entropy() {
        assertThat(PLANE.reference()).isCloseTo(2 * 1.4189385332046727, within(1e-12));
    }

    @Test
    @DisplayName("two rounds far off may be a hiccup, the third in a row is the end; one word at the first")
    void threeInARow() {
        // The limit is 2 * 2.84 + 20.
        List<DivergenceRule.Verdict> verdicts = verdicts(3, 30, 40, 3, 30, 40, 50);
        assertThat(verdicts)
                .extracting(DivergenceRule.Verdict::farOff)
                .containsExactly(false, true, true, false, true, true, true);
        assertThat(verdicts)
                .extracting(v -> v.warning().isPresent())
                .containsExactly(false, true, false, false, true, false, false);
        assertThat(verdicts).extracting(v -> v.end().isPresent()).endsWith(false, true);
        assertThat(verdicts.subList(0, 6)).allMatch(v -> v.end().isEmpty());
        assertThat(verdicts.get(6).end().orElseThrow()).contains("round 7", "50.00 nats", "2.838", "third");
    }

    @Test
    @DisplayName("what is a thousand times as far off ends at once")
    void hopeless() {
        assertThat(verdicts(1.05e11).get(0).end().orElseThrow()).contains("1.050e+11 nats", "Gaussian");
    }

    @Test
    @DisplayName("a mean that one record makes is not far off: its standard error is as large")
    void outlier() {
        assertThat(PLANE.of(List.of(), round(1, 1e6, 20), 1e6).farOff()).isFalse();
    }

    @Test
    @DisplayName("ten times the evaluations are told once, and end training only where the loss is no lower")
    void dear() {
        List<RoundRecord> before = new ArrayList<>(List.of(round(1, 3, 20), round(2, 2, 250), round(3, 2, 250)));
        assertThat(PLANE.of(before.subList(0, 1), before.get(1), 0).warning().orElseThrow())
                .contains("250.0 evaluations", "round 1 needed 20.00");
        assertThat(PLANE.of(before.subList(0, 2), before.get(2), 0).warning()).isEmpty();
        assertThat(PLANE.of(before, round(4, 2, 250), 0).end()).isEmpty();
        assertThat(PLANE.of(before, round(4, 3.5, 250), 0).end()).isPresent();
    }

    @Test
    @DisplayName("where nothing is known before, the first round is the reference")
    void firstRound() {
        DivergenceRule rule = DivergenceRule.startingWith(1);
        assertThat(rule.of(List.of(), round(1, 500, 20), 1).farOff()).isFalse();
        assertThat(rule.of(List.of(round(1, 500, 20)), round(2, 2000, 20), 1)
                        .warning()
                        .orElseThrow())
                .contains("the first round has 500");
    }

    private static List<DivergenceRule.Verdict> verdicts(double... losses) {
        List<RoundRecord> before = new ArrayList<>();
        List<DivergenceRule.Verdict> verdicts = new ArrayList<>();
        for (double loss : losses) {
            RoundRecord now = round(before.size() + 1, loss, 20);
            verdicts.add(PLANE.of(List.copyOf(before), now, 0.1));
            before.add(now);
        }
        return verdicts;
    }

    private static RoundRecord round(int round, double loss, double evaluations) {
        return new RoundRecord(
                round,
                100,
                new RoundRecord.Timing(round, 1, 1, 0, List.of(1.0)),
                new RoundRecord.Examples(round, 1, 0),
                new RoundRecord.Likelihood(2, loss, 0, Optional.empty()),
                new RoundRecord.Effort(evaluations, evaluations, 1, 0),
                1e-3);
    }
}
