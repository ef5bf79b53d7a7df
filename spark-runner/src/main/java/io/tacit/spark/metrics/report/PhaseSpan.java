package io.tacit.spark.metrics.report;

import io.tacit.core.text.Counted;
import io.tacit.spark.metrics.Figures;
import io.tacit.spark.metrics.RoundRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The rounds of one phase of a training.
 *
 * @param before the last round of the phase before
 */
record PhaseSpan(Optional<RoundRecord> before, List<RoundRecord> rounds) {

    /** In their order; phases without a round are none. */
    static List<PhaseSpan> of(List<RoundRecord> rounds) {
        List<PhaseSpan> spans = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= rounds.size(); i++) {
            if (i == rounds.size() || number(rounds, i) != number(rounds, from)) {
                Optional<RoundRecord> before = from == 0 ? Optional.empty() : Optional.of(rounds.get(from - 1));
                spans.add(new PhaseSpan(before, rounds.subList(from, i)));
                from = i;
            }
        }
        return spans;
    }

    private static int number(List<RoundRecord> rounds, int index) {
        return rounds.get(index).phase().number();
    }

    /** Where phases begin on an axis; none where there is only one. */
    static List<Mark> marks(List<RoundRecord> rounds, ToDoubleFunction<RoundRecord> place) {
        List<PhaseSpan> spans = of(rounds);
        return spans.size() < 2
                ? List.of()
                : spans.stream()
                        .map(span -> new Mark(
                                span.before.map(place::applyAsDouble).orElse(0.0),
                                String.valueOf(span.phase().number()),
                                span.name()))
                        .toList();
    }

    /** What marks mean; empty where there are none. */
    static String legend(List<RoundRecord> rounds) {
        List<PhaseSpan> spans = of(rounds);
        return spans.size() < 2
                ? ""
                : " Upright lines are where phases begin: "
                        + spans.stream().map(PhaseSpan::name).collect(Collectors.joining(", ")) + ".";
    }

    /** How the training went on, a sentence; empty where likelihood was all there was to it. */
    static String inWords(List<RoundRecord> rounds) {
        List<PhaseSpan> spans = of(rounds);
        if (spans.size() == 1 && spans.get(0).phase().of() == 1) {
            return spans.get(0).phase().isLikelihood()
                    ? ""
                    : "Trained by " + spans.get(0).extent() + ".";
        }
        int planned = spans.get(0).phase().of();
        String first = spans.size() == planned
                ? "Trained in " + planned + " phases: "
                : "Trained in " + spans.size() + " of " + planned + " phases: ";
        return first + spans.stream().map(PhaseSpan::extent).collect(Collectors.joining(", then ")) + ".";
    }

    private String extent() {
        return phase().objective() + " for " + Counted.of(rounds.size(), "round") + " (" + Figures.duration(seconds())
                + ")";
    }

    private double seconds() {
        double from = before.map(round -> round.timing().seconds()).orElse(0.0);
        return rounds.get(rounds.size() - 1).timing().seconds() - from;
    }

    /** Number and objective, as "2 likelihood". */
    private String name() {
        return name(rounds.get(0));
    }

    static String name(RoundRecord round) {
        return round.phase().number() + " " + round.phase().objective();
    }

    private RoundRecord.Phase phase() {
        return rounds.get(0).phase();
    }
}
