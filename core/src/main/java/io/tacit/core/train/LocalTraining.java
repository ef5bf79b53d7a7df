package io.tacit.core.train;

import io.tacit.core.data.Batches;
import io.tacit.core.optim.Optimizer;
import io.tacit.core.optim.Update;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import java.io.Serializable;
import java.util.Iterator;

/**
 * Optimizer steps over a share of the records. Step s takes the s-th batch of an endless row of epochs, each in a new seeded order, so that the
 * step number alone says which records it sees: a run that is cut off and resumed repeats exactly.
 *
 * @param batch examples of a step; all of the share where it has fewer
 */
public record LocalTraining(Optimizer optimizer, int batch) implements Serializable {

    public LocalTraining {
        if (batch < 1) {
            throw new IllegalArgumentException("batch: expected 1 or more examples, got " + batch);
        }
    }

    /** Where some steps led, and the sums over their examples. {@code examples} is the number of examples that moved θ. */
    public record Result(TrainingState state, Evaluation evaluation, long examples, int skippedSteps) {}

    /**
     * Steps {@code firstStep … firstStep + steps − 1}. A step whose loss or gradient is not finite leaves everything as it was and is counted.
     *
     * @param key belongs to the share: batches and noise are drawn from it
     */
    public Result run(
            Objective objective, Examples share, TrainingState start, long firstStep, int steps, RandomKey key) {
        TrainingState state = start;
        Evaluation sums = Evaluation.NONE;
        long examples = 0;
        int skipped = 0;
        if (share.count() == 0) {
            return new Result(start, sums, 0, 0);
        }
        Iterator<int[]> batches = new Batches(share.count(), batch, key.with("order")).from(firstStep);
        for (long step = firstStep; step < firstStep + steps; step++) {
            FlatVector gradient =
                    FlatVector.zeros(state.theta().precision(), state.theta().length());
            Evaluation evaluation = objective.differentiate(
                    share.pick(batches.next()), state.theta(), key.with("step").with(step), gradient);
            sums = sums.plus(evaluation);
            if (usable(evaluation, gradient)) {
                gradient.scale(1.0 / evaluation.count());
                Update update = optimizer.update(state.theta(), gradient, state.optimizer());
                state = new TrainingState(update.theta(), update.state());
                examples += evaluation.count();
            } else {
                skipped++;
            }
        }
        return new Result(state, sums, examples, skipped);
    }

    private static boolean usable(Evaluation evaluation, FlatVector gradient) {
        return evaluation.count() > 0 && Double.isFinite(evaluation.sum()) && gradient.firstNonFinite() < 0;
    }
}
