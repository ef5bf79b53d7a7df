package io.tacit.spark.driver;

import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.metrics.Figures;
import io.tacit.spark.metrics.RoundRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Watches that the loss in training stays that of the density. With few steps the solver of a training errs, and an optimizer may learn to lower the
 * loss by that error: the loss falls while the density gets worse. A gap between both is <em>wide</em> from a twentieth of a nat a number on, and
 * training ends at the second evaluation in a row that finds it three times as wide.
 *
 * @param dimension numbers in a record
 */
record SolverGap(int dimension) {
    /** Training records that are looked at. */
    static final int RECORDS = 1024;

    /** Of them, of each worker at least. */
    static final int OF_A_WORKER = 32;

    private static final double WIDE = 0.05;
    private static final double HOPELESS = 0.15;
    /** By so much the widest gap that was told must be exceeded for another word. */
    private static final double WORSE = 1.5;

    static int recordsOfEach(int workers) {
        return Math.max(OF_A_WORKER, RECORDS / workers);
    }

    /** A sentence at the first wide gap of a phase, and at each that is half as wide again as all before. */
    Optional<String> warning(List<RoundRecord> before, RoundRecord now) {
        double widest = before.stream()
                .mapToDouble(SolverGap::sure)
                .filter(gap -> gap > WIDE * dimension)
                .max()
                .orElse(0);
        return Optional.of(now)
                .filter(round -> isAbove(round, WIDE) && sure(round) > WORSE * widest)
                .map(SolverGap::inWords);
    }

    /** Why training ends here, if it does. */
    Optional<String> end(List<RoundRecord> before, RoundRecord now) {
        List<RoundRecord> measured = before.stream()
                .filter(round -> round.likelihood().solverGap().isPresent())
                .toList();
        boolean again = !measured.isEmpty() && isAbove(measured.get(measured.size() - 1), HOPELESS);
        return Optional.of(now)
                .filter(round -> again && isAbove(round, HOPELESS))
                .map(round -> inWords(round) + "; it is the second evaluation in a row with such a gap");
    }

    private boolean isAbove(RoundRecord round, double natsANumber) {
        return sure(round) > natsANumber * dimension;
    }

    /** The gap where it is more than chance, else 0. */
    private static double sure(RoundRecord round) {
        return round.likelihood()
                .solverGap()
                .filter(Estimate::isAboveChance)
                .map(Estimate::mean)
                .orElse(0.0);
    }

    private static String inWords(RoundRecord round) {
        return String.format(
                Locale.ROOT,
                "round %d: solved to the tolerance, training records have a loss %s nats above that of training, so the optimizer"
                        + " learns the error of the solver; take more --fixed-steps, leave them out so that steps adapt, or lower"
                        + " the learning rate",
                round.round(),
                Figures.nats(round.likelihood().solverGap().orElseThrow()));
    }
}
