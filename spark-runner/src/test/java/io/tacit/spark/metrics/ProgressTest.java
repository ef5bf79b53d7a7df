package io.tacit.spark.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.spark.metrics.Progress.Phase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Progress plain = Progress.plain(out, now::get);

    @Test
    @DisplayName("U01 a plain line tells all figures of a round, on one line, without carriage returns")
    void oneRound() {
        plain.round(Rounds.round(2, 60));
        assertThat(lines())
                .singleElement()
                .asString()
                .matches("round 2/60 \\| train \\d+\\.\\d{3} nats \\(\\d\\.\\d{3} bits/dim\\)"
                        + " \\| validation \\d\\.\\d{3} ± 0\\.039 nats \\(\\d\\.\\d{3} bits/dim\\)"
                        + " \\| NFE 24\\.4 forward, 30\\.6 backward \\| 43\\.7k examples/s \\| sync 5 % \\| 1:50 left");
        assertThat(text()).doesNotContain("\r").doesNotContain("\u001b");
    }

    @Test
    @DisplayName("U01 plain lines come at most every five seconds, besides the first and the last")
    void rateLimit() {
        for (int round = 1; round <= 60; round++) {
            now.set(Instant.EPOCH.plusSeconds(round));
            plain.round(Rounds.round(round, 60));
        }
        assertThat(lines()).hasSize(1 + 11 + 1);
        assertThat(lines().get(0)).startsWith("round 1/60");
        assertThat(lines().get(12)).startsWith("round 60/60");
    }

    @Test
    @DisplayName(
            "one of several phases is named, its loss is in nats only if it is a likelihood, and no end is foreseen beyond what is measured")
    void phases() {
        List<RoundRecord> rounds = Rounds.phases(40, 60);
        plain.round(rounds.get(0));
        now.set(Instant.EPOCH.plusSeconds(6));
        plain.round(rounds.get(21));
        now.set(Instant.EPOCH.plusSeconds(40));
        plain.round(rounds.get(61));
        assertThat(lines().get(0))
                .matches(
                        "round 1/100 \\| phase 1/2 flow-matching \\| loss \\d\\.\\d{3} \\| NFE 1\\.0 .* 9\\.8 s left in phase 1");
        assertThat(lines().get(1))
                .contains("| loss 8.200 | validation 3.989 ± 0.039 nats")
                .endsWith("| 4.5 s left in phase 1");
        assertThat(lines().get(2))
                .startsWith("round 62/100 | phase 2/2 likelihood | train 3.")
                .endsWith("| 1:12 left");
        assertThat(text()).doesNotContain("not a number", "NaN", "?");
    }

    @Test
    @DisplayName("80 columns hold time left, phase and both losses")
    void narrow() {
        List<RoundRecord> rounds = Rounds.phases(2_340, 60);
        assertThat(narrow(rounds.get(1_201), rounds.get(1_201)))
                .startsWith("round 1,202/2,400 ")
                .contains("phase 1/2: 4:45 left · match 8.2", " val 3.6", " nats");
        assertThat(narrow(rounds.get(2_340), rounds.get(2_339)))
                .contains("1:52 left · phase 2/2 · train 3.6", " val 3.6", " nats");
        RoundRecord alone = Rounds.round(140, 200);
        assertThat(narrow(alone, alone)).contains("1:54 left · train 3.5", " val 3.6", " nats · 0.74", " b/d");
    }

    private static String narrow(RoundRecord round, RoundRecord evaluated) {
        List<String> drawn = new ArrayList<>();
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("round")
                .setInitialMax(round.of())
                .setRenderer(new BarLine((done, seconds) -> new RoundText(round, Optional.of(evaluated)).pieces()))
                .setConsumer(new DelegatingProgressBarConsumer(drawn::add, 80))
                .build()) {
            bar.stepTo(round.round());
        }
        String text = drawn.get(drawn.size() - 1);
        assertThat(text).hasSizeLessThanOrEqualTo(80);
        return text;
    }

    @Test
    @DisplayName("the newest validation figure is carried to lines of rounds that have none")
    void carried() {
        plain.round(Rounds.round(2, 9));
        now.set(Instant.EPOCH.plusSeconds(6));
        plain.round(Rounds.round(3, 9));
        assertThat(lines().get(1)).startsWith("round 3/9").contains("in round 2");
    }

    @Test
    @DisplayName("rejected contributions are told")
    void rejected() {
        plain.round(Rounds.round(17, 17));
        assertThat(text()).contains("| 1 rejected |");
    }

    @Test
    @DisplayName("a phase tells share and time left, and at its end count and duration")
    void phase() {
        try (Phase phase = plain.phase("reading flights", "row", OptionalLong.of(200_000))) {
            now.set(Instant.EPOCH.plusSeconds(10));
            phase.at(50_000);
            phase.at(50_001);
            now.set(Instant.EPOCH.plusSeconds(39));
            phase.at(200_000);
            phase.end(200_000);
            now.set(Instant.EPOCH.plusSeconds(60));
            phase.at(150_000); // a sign of life that was on its way
            now.set(Instant.EPOCH.plusSeconds(39));
        }
        assertThat(lines())
                .containsExactly(
                        "reading flights ...",
                        "reading flights: 50,000 of 200,000 rows (25 %), 30 s left",
                        "reading flights: 200,000 of 200,000 rows (100 %), finishing, 39 s so far",
                        "reading flights: 200,000 rows in 39 s");
    }

    @Test
    @DisplayName("no time left is claimed before three units are measured, nor does it climb while a unit is under way")
    void pace() {
        try (Phase phase = plain.phase("mixture of 32 Gaussians", "pass", OptionalLong.of(21))) {
            told(phase, 1, 30);
            told(phase, 3, 40);
            told(phase, 3, 50);
            told(phase, 21, 126);
            told(phase, 21, 140);
        }
        assertThat(lines())
                .containsSubsequence(
                        "mixture of 32 Gaussians: 1 of 21 passes (5 %), 30 s so far",
                        "mixture of 32 Gaussians: 3 of 21 passes (14 %), 4:00 left",
                        "mixture of 32 Gaussians: 3 of 21 passes (14 %), 4:00 left",
                        "mixture of 32 Gaussians: 21 of 21 passes (100 %), finishing, 2:06 so far",
                        "mixture of 32 Gaussians: 21 of 21 passes (100 %), finishing, 2:20 so far");
    }

    private void told(Phase phase, long done, long seconds) {
        now.set(Instant.EPOCH.plusSeconds(seconds));
        phase.at(done);
    }

    @Test
    @DisplayName("a phase that does not come to its end is told as interrupted, with how far it came")
    void interrupted() {
        try (Phase phase = plain.phase("mixture of 32 Gaussians", "pass", OptionalLong.of(300))) {
            now.set(Instant.EPOCH.plusSeconds(3));
            phase.at(7);
        }
        try (Phase phase = plain.phase("reading data", "row", OptionalLong.empty())) {
            now.set(Instant.EPOCH.plusSeconds(5));
        }
        assertThat(lines())
                .contains(
                        "mixture of 32 Gaussians: interrupted after 3.0 s, at 7 of 300 passes",
                        "reading data: interrupted after 2.0 s");
    }

    @Test
    @DisplayName("a phase of which nothing is done yet says that it goes on, and counts nothing")
    void phaseWithoutCount() {
        try (Phase phase = plain.phase("held-out records", "row", OptionalLong.of(18_122))) {
            now.set(Instant.EPOCH.plusSeconds(12));
            phase.at(0);
        }
        assertThat(lines()).contains("held-out records, under way for 12 s");
    }

    @Test
    @DisplayName("a phase of unknown length counts up")
    void openPhase() {
        try (Phase phase = plain.phase("scoring", "row", OptionalLong.empty())) {
            now.set(Instant.EPOCH.plusSeconds(100));
            phase.at(1_234_567);
        }
        assertThat(lines()).contains("scoring: 1,234,567 rows, 1:40");
    }

    @Test
    @DisplayName("figures: few digits, units, no locale")
    void figures() {
        assertThat(List.of(Figures.rounded(41_234), Figures.rounded(999.7), Figures.rounded(7), Figures.rounded(0.123)))
                .containsExactly("41.2k", "1.00k", "7", "0.12");
        assertThat(List.of(
                        Figures.duration(0.43), Figures.duration(59.4), Figures.duration(3723), Figures.duration(-1)))
                .containsExactly("0.4 s", "59 s", "1:02:03", "?");
    }

    private String text() {
        return bytes.toString(UTF_8);
    }

    private List<String> lines() {
        return text().lines().toList();
    }
}
