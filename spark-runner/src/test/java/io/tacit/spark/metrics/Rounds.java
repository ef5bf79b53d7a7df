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
            double each = i % 2 == 0 ? 0.25 : 1.9;
            for (int left = lengths[i] - 1; left >= 0; left--) {
                seconds += each;
                RoundRecord round = round(rounds.size() + 1, of);
                Phase likelihood = new Phase(
                        i + 1, lengths.length, "likelihood", round.phase().loss(), each * left);
                rounds.add(at(seconds, i % 2 == 0 ? matching(round, likelihood) : in(likelihood, round)));
            }
        }
        return rounds;
    }

    private static RoundRecord matching(RoundRecord round, Phase phase) {
        double loss = 8.2 + 3 * Math.exp(-round.round()) + 0.02 * Math.sin(round.round());
        Likelihood nll = round.likelihood();
        return new RoundRecord(
                round.round(),
                round.of(),
                new Phase(phase.number(), phase.of(), "flow-matching", loss, phase.secondsLeft()),
                round.timing(),
                round.examples(),
                new Likelihood(nll.dimension(), Double.NaN, nll.logDerivative(), nll.validation()),
                new Effort(1, 1, 0, 0),
                round.learningRate());
    }

    private static RoundRecord in(Phase phase, RoundRecord round) {
        return new RoundRecord(
                round.round(),
                round.of(),
                phase,
                round.timing(),
                round.examples(),
                round.likelihood(),
                round.effort(),
                round.learningRate());
    }

    private static RoundRecord at(double seconds, RoundRecord round) {
        Timing timing = round.timing();
        Phase phase = round.phase();
        return new RoundRecord(
                round.round(),
                round.of(),
                phase,
                new Timing(
                        seconds,
                        phase.number() == phase.of() ? phase.secondsLeft() : Double.NaN,
                        timing.examplesPerSecond() * (phase.isLikelihood() ? 1 : 16),
                        timing.syncShare(),
                        timing.busySeconds()),
                round.examples(),
                round.likelihood(),
                round.effort(),
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
