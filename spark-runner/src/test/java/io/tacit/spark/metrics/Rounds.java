package io.tacit.spark.metrics;

import io.tacit.spark.metrics.RoundRecord.Effort;
import io.tacit.spark.metrics.RoundRecord.Examples;
import io.tacit.spark.metrics.RoundRecord.Likelihood;
import io.tacit.spark.metrics.RoundRecord.Timing;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A plausible run, for tests: the loss falls like an exponential, every second round evaluates. */
public final class Rounds {

    private Rounds() {}

    public static List<RoundRecord> run(int rounds) {
        return IntStream.rangeClosed(1, rounds).mapToObj(r -> round(r, rounds)).toList();
    }

    public static RoundRecord round(int round, int of) {
        double train = 3.6 + 6 * Math.exp(-round / 8.0) + 0.05 * Math.sin(round * 1.7);
        Optional<Estimate> validation = round % 2 == 1
                ? Optional.empty()
                : Optional.of(new Estimate(train + 0.04 + 0.02 * Math.cos(round), 0.02, 9_000));
        return new RoundRecord(
                round,
                of,
                new Timing(
                        1.9 * round,
                        1.9 * (of - round),
                        41_000 + 3_000 * Math.sin(round),
                        0.03 + 0.01 * (round % 3),
                        List.of(1.7, 1.8 - 0.02 * (round % 7))),
                new Examples(80_000L * round, 80_000, round % 17 == 0 ? 1 : 0),
                new Likelihood(7, train, -27.5, validation),
                new Effort(24 + round * 0.2, 30 + round * 0.3, 4_000 + round, 200),
                1e-3);
    }
}
