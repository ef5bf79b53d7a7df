package io.tacit.spark.driver;

import io.tacit.spark.metrics.RoundRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When training counts as diverged. A round is <em>far off</em> where its mean training loss is above {@code 2 |r| + 10 d} nats by two
 * standard errors, with r the loss of reference and d the numbers in a record. Training ends at the third round in a row that is far off, at
 * once where the loss is a thousand times as far, and where the model that would be kept is of a round that is far off. It ends as well at the
 * third round in a row that needs ten times the evaluations a record of the first round while its loss is above that of the first.
 *
 * <p>Only rounds of one phase are compared, by the loss of that phase.
 *
 * <p>Standard errors, since a single record beyond all others makes a large mean as well, and is no divergence.
 *
 * @param dimension numbers in a record
 * @param reference mean loss in nats: a Gaussian's, or that of the start
 * @param of what has that loss, for messages: "a Gaussian"
 */
record DivergenceRule(int dimension, double reference, String of) {
    private static final int ROUNDS = 3;
    private static final double NATS_A_NUMBER = 10;
    private static final double HOPELESS = 1000;
    private static final double DEARER = 10;
    private static final double STANDARD_ERRORS = 2;

    /** Nothing to compare with. */
    static final DivergenceRule NONE = startingWith(1);

    /**
     * What is thought of a round.
     *
     * @param warning where something is new
     * @param end where training ends here
     */
    record Verdict(boolean farOff, Optional<String> warning, Optional<String> end) {}

    /** d/2 (1 + log 2π): the standard normal distribution's loss of records that are standardised. */
    static DivergenceRule gaussian(int dimension) {
        return new DivergenceRule(
                dimension, dimension / 2.0 * (1 + Math.log(2 * Math.PI)), "a Gaussian, column by column,");
    }

    /** 2 d: the loss of a vector field that is zero, for the mean of |z − x|² of records and noise, each with variance 1 (flow matching). */
    static DivergenceRule matching(int dimension) {
        return new DivergenceRule(dimension, 2 * dimension, "a vector field that is zero");
    }

    /** Where nothing is known before the first round, whose loss is then that of reference. */
    static DivergenceRule startingWith(int dimension) {
        return new DivergenceRule(dimension, Double.POSITIVE_INFINITY, "the first round");
    }

    /** After these rounds. */
    DivergenceRule knowing(List<RoundRecord> rounds) {
        return Double.isInfinite(reference) && !rounds.isEmpty()
                ? new DivergenceRule(dimension, loss(rounds.get(0)), of)
                : this;
    }

    boolean isFarOff(double loss) {
        return loss > limit(1);
    }

    private double limit(double times) {
        return reference + times * (Math.abs(reference) + NATS_A_NUMBER * dimension);
    }

    /** @param standardError of the round's mean training loss */
    Verdict of(List<RoundRecord> before, RoundRecord now, double standardError) {
        return knowing(before).judged(before, now, standardError);
    }

    private Verdict judged(List<RoundRecord> before, RoundRecord now, double standardError) {
        double surely = loss(now) - STANDARD_ERRORS * (Double.isFinite(standardError) ? standardError : 0);
        boolean farOff = isFarOff(surely);
        boolean dear = isDear(before, now);
        Optional<String> warning = farOff && !isFarOff(before) ? Optional.of(farOffInWords(now)) : Optional.empty();
        if (dear && before.stream().noneMatch(round -> isDear(before, round))) {
            warning = Optional.of(warning.map(text -> text + "; and ").orElse("") + dearInWords(before, now));
        }
        return new Verdict(farOff, warning, end(before, now, surely));
    }

    private Optional<String> end(List<RoundRecord> before, RoundRecord now, double surely) {
        List<RoundRecord> last = before.subList(Math.max(0, before.size() - (ROUNDS - 1)), before.size());
        boolean enough = last.size() == ROUNDS - 1;
        if (surely > limit(HOPELESS)) {
            return Optional.of(farOffInWords(now));
        }
        if (enough && isFarOff(surely) && last.stream().allMatch(round -> isFarOff(loss(round)))) {
            return Optional.of(farOffInWords(now) + ", the third such round in a row");
        }
        boolean dear = enough && isDear(before, now) && last.stream().allMatch(round -> isDear(before, round));
        return dear && loss(now) > loss(before.get(0))
                ? Optional.of(dearInWords(before, now) + ", the third such round in a row, and the loss is no lower")
                : Optional.empty();
    }

    private boolean isFarOff(List<RoundRecord> before) {
        return !before.isEmpty() && isFarOff(loss(before.get(before.size() - 1)));
    }

    private static boolean isDear(List<RoundRecord> before, RoundRecord now) {
        return !before.isEmpty() && cost(before.get(0)) > 0 && cost(now) >= DEARER * cost(before.get(0));
    }

    private static double loss(RoundRecord round) {
        return round.phase().loss();
    }

    private static double cost(RoundRecord round) {
        return round.effort().nfeForward();
    }

    /** "round 3: a mean training loss of 1.05e+11 nats, where a Gaussian, column by column, has 2.84". */
    String farOffInWords(RoundRecord now) {
        return String.format(
                Locale.ROOT,
                "round %d: a mean training loss of %.4g%s, where %s has %.4g",
                now.round(),
                loss(now),
                now.phase().isLikelihood() ? " nats" : "",
                of,
                reference);
    }

    private static String dearInWords(List<RoundRecord> before, RoundRecord now) {
        return String.format(
                Locale.ROOT,
                "round %d: %.4g evaluations of the vector field a record, where round %d needed %.4g",
                now.round(),
                cost(now),
                before.get(0).round(),
                cost(before.get(0)));
    }
}
