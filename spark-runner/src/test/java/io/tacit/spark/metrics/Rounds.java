package io.tacit.spark.metrics;

import io.tacit.spark.metrics.RoundRecord.Effort;
import io.tacit.spark.metrics.RoundRecord.Examples;
import io.tacit.spark.metrics.RoundRecord.Likelihood;
import io.tacit.spark.metrics.RoundRecord.Phase;
import io.tacit.spark.metrics.RoundRecord.Timing;
import java.util.ArrayList;
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

    /** A run in phases of so many rounds each, of flow matching and of likelihood in turn. */
    public static List<RoundRecord> phases(int... lengths) {
        int of = IntStream.of(lengths).sum();
        List<RoundRecord> rounds = new ArrayList<>();
        double seconds = 0;
        for (int i = 0; i < lengths.length; i++) {
            for (int j = 0; j < lengths[i]; j++) {
                seconds += i % 2 == 0 ? 0.25 : 1.9;
                rounds.add(inPhase(round(rounds.size() + 1, of), i + 1, lengths.length, seconds));
            }
        }
        return rounds;
    }

    /** Phases with odd numbers match. */
    private static RoundRecord inPhase(RoundRecord round, int number, int of, double seconds) {
        boolean matches = number % 2 == 1;
        Timing timing = round.timing();
        Likelihood nll = round.likelihood();
        return new RoundRecord(
                round.round(),
                round.of(),
                new Phase(
                        number,
                        of,
                        matches ? "flow-matching" : "likelihood",
                        matches ? 8.2 + 3 * Math.exp(-round.round()) + 0.02 * Math.sin(round.round()) : nll.train()),
                new Timing(
                        seconds,
                        timing.secondsLeft(),
                        (matches ? 16 : 1) * timing.examplesPerSecond(),
                        timing.syncShare(),
                        timing.busySeconds()),
                round.examples(),
                new Likelihood(7, matches ? Double.NaN : nll.train(), nll.logDerivative(), nll.validation()),
                matches ? new Effort(1, 1, 0, 0) : round.effort(),
                round.learningRate());
    }

    /** The same without validation records. */
    public static List<RoundRecord> unvalidated(List<RoundRecord> rounds) {
        return rounds.stream()
                .map(round -> new RoundRecord(
                        round.round(),
                        round.of(),
                        round.phase(),
                        round.timing(),
                        round.examples(),
                        new Likelihood(
                                7,
                                round.likelihood().train(),
                                round.likelihood().logDerivative(),
                                Optional.empty()),
                        round.effort(),
                        round.learningRate()))
                .toList();
    }
}
