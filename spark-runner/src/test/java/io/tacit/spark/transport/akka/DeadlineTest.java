package io.tacit.spark.transport.akka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final Deadline ADAPTIVE = new Deadline.Adaptive(3, Duration.ofMillis(50));

    @Test
    @DisplayName("median + k MAD, by hand: 100, 110, 120, 130 and 900 ms have median 120, MAD 10")
    void byHand() {
        assertThat(ADAPTIVE.after(millis(900, 100, 130, 110, 120))).contains(Duration.ofMillis(150));
        assertThat(ADAPTIVE.after(millis(100, 200))).contains(Duration.ofMillis(300));
    }

    @Test
    @DisplayName("how slow the slowest of five is moves nothing; never below the floor; none before there are times")
    void robust() {
        IntStream.of(1000, 100_000).forEach(slow -> assertThat(ADAPTIVE.after(millis(100, 110, 120, 130, slow)))
                .contains(Duration.ofMillis(150)));
        assertThat(ADAPTIVE.after(millis(10, 10, 10))).contains(Duration.ofMillis(50));
        assertThat(ADAPTIVE.after(List.of())).isEmpty();
    }

    @Test
    @DisplayName("settings without meaning are refused")
    void refused() {
        assertThatThrownBy(() -> new Deadline.Adaptive(-1, Duration.ZERO)).hasMessageContaining("got -1.0, PT0S");
        assertThatThrownBy(() -> new Deadline.Fixed(Duration.ZERO)).hasMessageContaining("above 0, got PT0S");
        assertThatThrownBy(() -> AkkaSettings.DEFAULT.quorum(0, ADAPTIVE)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> new Heartbeats(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(9)))
                .hasMessageContaining("every PT2S, lostAfter PT1S");
    }

    private static List<Duration> millis(int... times) {
        return IntStream.of(times).mapToObj(Duration::ofMillis).toList();
    }
}
