package io.tacit.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.metrics.RoundRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SyncAdviceTest {
    private static final TrainingConfig TWO =
            TrainingConfig.parse("localSteps = 16, rounds = 40, phases = \"flow-matching, likelihood\"");

    @Test
    @DisplayName("a phase whose rounds were mostly overhead is told how many local steps would do; others are not")
    void tells() {
        List<RoundRecord> rounds =
                Stream.concat(rounds(1, 20, 0.5), rounds(2, 20, 0.1)).toList();
        assertThat(new SyncAdvice(TWO).of(rounds))
                .containsExactly(
                        "flow-matching: 50 % of a round was not work; with 512 local steps a round in place of 16"
                                + " (--local-steps, and fewer rounds) it would be about 5 %");
    }

    @Test
    @DisplayName("few rounds say nothing, and neither does a training whose every step is a round")
    void silent() {
        assertThat(new SyncAdvice(TWO).of(rounds(1, 10, 0.9).toList())).isEmpty();
        TrainingConfig gradients = TrainingConfig.parse("averaging.of = gradients, rounds = 40");
        assertThat(new SyncAdvice(gradients).of(rounds(1, 40, 0.9).toList())).isEmpty();
    }

    private static Stream<RoundRecord> rounds(int phase, int count, double syncShare) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(round -> new RoundRecord(
                        round,
                        count,
                        new RoundRecord.Phase(phase, 2, "flow-matching", 1, 0),
                        new RoundRecord.Timing(1, 1, 1, syncShare, List.of()),
                        new RoundRecord.Examples(1, 1, 0),
                        new RoundRecord.Likelihood(2, 1, 0, Optional.empty()),
                        new RoundRecord.Effort(1, 1, 1, 0),
                        1e-3));
    }
}
