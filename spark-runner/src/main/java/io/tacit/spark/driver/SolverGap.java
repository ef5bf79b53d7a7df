package io.tacit.spark.driver;

import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.worker.LossSums;
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
    static final int RECORDS = 256;

    /** Of them, of each worker at least. */
    static final int OF_A_WORKER = 32;

    private static final double WIDE = 0.05;
    private static final double HOPELESS = 0.15;
    private static final double STANDARD_ERRORS = 3;

    static int recordsOfEach(int workers) {
        return Math.max(OF_A_WORKER, RECORDS / workers);
    }

    /** The gap where it is more than chance, else 0; empty where nothing was compared. */
    static Optional<Double> of(LossSums gaps) {
        double error = gaps.standardError();
        boolean sure = gaps.mean() > STANDARD_ERRORS * (Double.isFinite(error) ? error : 0);
        return gaps.count() == 0 ? Optional.empty() : Optional.of(sure ? gaps.mean() : 0);
    }

    /** A sentence at the first wide gap of a phase. */
    Optional<String> warning(List<RoundRecord> before, RoundRecord now) {
        boolean told = before.stream().anyMatch(round -> isAbove(round, WIDE));
        return Optional.of(now).filter(round -> isAbove(round, WIDE) && !told).map(SolverGap::inWords);
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
        return round.likelihood()
                .solverGap()
                .filter(gap -> gap > natsANumber * dimension)
                .isPresent();
    }

    private static String inWords(RoundRecord round) {
        return String.format(
                Locale.ROOT,
                "round %d: solved to the tolerance, training records have a loss %.3f nats above that of training, so the optimizer"
                        + " learns the error of the solver; take more --fixed-steps, leave them out so that steps adapt, or lower"
                        + " the learning rate",
                round.round(),
                round.likelihood().solverGap().orElseThrow());
    }
}
