package io.tacit.spark.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final Patience patience = Patience.byExperience(SHORT);

    @Test
    @DisplayName("what was asked for is so, whatever work has taken")
    void fixed() {
        Patience fixed = Patience.of(Duration.ofSeconds(100));
        fixed.took(Patience.ROUND, Duration.ofSeconds(50));
        assertThat(fixed.with(Patience.ROUND).time()).hasSeconds(100);
        assertThat(fixed.with(Patience.ROUND).exceeded("round 3", "no result of worker 1"))
                .hasMessage("round 3 did not end within 100 s: no result of worker 1; look for a lost executor or raise"
                        + " training.roundTimeout");
    }

    @Test
    @DisplayName(
            "an hour for what has not been done before, then twenty medians of its kind: one slow round moves nothing")
    void median() {
        assertThat(patience.with(Patience.ROUND).time()).hasHours(1);
        for (int seconds : new int[] {40, 50, 900, 60, 30}) {
            patience.took(Patience.ROUND, Duration.ofSeconds(seconds));
        }
        assertThat(patience.with(Patience.ROUND).time()).hasSeconds(20 * 50);
        assertThat(patience.with("an evaluation").time()).hasHours(1);
        assertThat(patience.with(Patience.ROUND).exceeded("round 6", "no result of worker 1"))
                .hasMessage("round 6 did not end within 1000 s (20 times the median of 50 s, and at least 300 s):"
                        + " no result of worker 1; look for a lost executor or set training.roundTimeout");
    }

    @Test
    @DisplayName("what was usual long ago is forgotten")
    void recent() {
        for (int round = 0; round < 9; round++) {
            patience.took(Patience.ROUND, Duration.ofSeconds(100));
        }
        for (int round = 0; round < 5; round++) {
            patience.took(Patience.ROUND, Duration.ofSeconds(200));
        }
        assertThat(patience.with(Patience.ROUND).time()).hasSeconds(20 * 200);
    }

    @Test
    @DisplayName(
            "never less than five minutes, than lost hosts need to be replaced, and than reading the data three times")
    void floors() {
        patience.took(Patience.ROUND, SHORT);
        assertThat(patience.with(Patience.ROUND).time()).hasMinutes(5);

        Patience slowToNotice = Patience.byExperience(Duration.ofMinutes(8));
        slowToNotice.took(Patience.ROUND, SHORT);
        assertThat(slowToNotice.with(Patience.ROUND).time()).hasMinutes(8);

        patience.took(Patience.READING, Duration.ofMinutes(30));
        assertThat(patience.with(Patience.ROUND).time()).hasMinutes(90);
        assertThat(patience.with("an evaluation").time()).hasMinutes(90);
    }
}
