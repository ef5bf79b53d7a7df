package io.tacit.core.train;

import io.tacit.core.data.Batches;
import io.tacit.core.data.Examples;
import io.tacit.core.data.Share;
import io.tacit.core.optim.Optimizer;
import io.tacit.core.optim.Update;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import java.io.Serializable;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Optimizer steps over a share of the records. Step s takes the s-th batch of an endless sequence of epochs, each in a new seeded order, so that the
 * step number alone says which records it sees: a run that is cut off and resumed repeats exactly.
 *
 * <p>Where θ has gone to where solving takes a hundred times the evaluations a record of the first step, no more steps are made: they would
 * take a hundred times as long, and lead nowhere.
 *
 * @param batch examples of a step; all of the share where it has fewer
 */
public record LocalTraining(Optimizer optimizer, int batch) implements Serializable {

    /** A step this many times as dear as the first one of a run is its last. */
    private static final double RUNAWAY = 100;

    public LocalTraining {
        if (batch < 1) {
            throw new IllegalArgumentException("batch: expected 1 or more examples, got " + batch);
        }
    }

    /** The result of some steps, and the sums over their examples. {@code examples} is the number of examples that moved θ. */
    public record Result(TrainingState state, Sums evaluation, long examples, int skippedSteps) {}

    /**
     * Steps {@code firstStep … firstStep + steps − 1}. A step whose loss or gradient is not finite leaves everything as it was and is counted.
     *
     * @param key belongs to the share: batches and noise are drawn from it
     */
    public Result run(Objective objective, Share share, TrainingState start, long firstStep, int steps, RandomKey key) {
        return run(objective, share, start, new Extent(firstStep, steps, () -> true), key);
    }

    /** The first {@code steps} steps from parameters of one's own. */
    public Result run(Objective objective, Share share, FlatVector theta, int steps, RandomKey key) {
        return run(objective, share, TrainingState.start(theta, optimizer), 0, steps, key);
    }

    /**
     * Which steps to make.
     *
     * @param more is asked before each step but the first whether it is still wanted
     */
    public record Extent(long firstStep, int steps, BooleanSupplier more) {}

    /** The same, but the later steps only while there is time. */
    public Result run(Objective objective, Share share, TrainingState start, Extent extent, RandomKey key) {
        long firstStep = extent.firstStep();
        TrainingState state = start;
        Sums sums = Sums.NONE;
        long examples = 0;
        int skipped = 0;
        double cost = 0;
        if (share.count() == 0) {
            return new Result(start, sums, 0, 0);
        }
        StepBatches batches = StepBatches.of(share, batches(share, key), firstStep, extent.steps());
        for (long step = firstStep; step < firstStep + extent.steps(); step++) {
            if (step > firstStep && !extent.more().getAsBoolean()) {
                break;
            }
            BatchGradient found = gradient(
                    objective, batches.next(), state.theta(), key.with("step").with(step));
            sums = sums.plus(found.evaluation());
            double evaluations = found.evaluation().evaluationsPerRecord();
            cost = step == firstStep ? evaluations : cost;
            if (found.examples() > 0) {
                Update update = optimizer.update(state.theta(), found.mean(), state.optimizer());
                state = new TrainingState(update.theta(), update.state());
                examples += found.examples();
            } else {
                skipped++;
            }
            if (evaluations > RUNAWAY * cost) {
                sums = sums.plus(Sums.advised(runaway(step, evaluations, cost)));
                break;
            }
        }
        return new Result(state, sums, examples, skipped);
    }

    private static String runaway(long step, double evaluations, double first) {
        return String.format(
                Locale.ROOT,
                "local step %d needed %.4g evaluations of the vector field a record, the first of the round %.4g, so it was the"
                        + " last: lower the learning rate or limit the gradient's norm",
                step,
                evaluations,
                first);
    }

    /** The mean gradient of one step's batch. {@code examples} is 0, and the mean zero, where it cannot be used. */
    public record BatchGradient(FlatVector mean, Sums evaluation, long examples) {}

    /** The gradient at {@code theta} of the batch that step {@code step} would see. */
    public BatchGradient gradient(Objective objective, Share share, FlatVector theta, long step, RandomKey key) {
        if (share.count() == 0) {
            return new BatchGradient(FlatVector.zeros(theta.precision(), theta.length()), Sums.NONE, 0);
        }
        int[] records = batches(share, key).from(step).next();
        return gradient(objective, share.pick(records), theta, key.with("step").with(step));
    }

    private Batches batches(Share share, RandomKey key) {
        return new Batches(share.count(), batch, key.with("order"));
    }

    private static BatchGradient gradient(Objective objective, Examples records, FlatVector theta, RandomKey key) {
        FlatVector gradient = FlatVector.zeros(theta.precision(), theta.length());
        Sums evaluation = objective.differentiate(records, theta, key, gradient);
        if (!usable(evaluation, gradient)) {
            return new BatchGradient(FlatVector.zeros(theta.precision(), theta.length()), evaluation, 0);
        }
        gradient.scale(1.0 / evaluation.count());
        return new BatchGradient(gradient, evaluation, evaluation.count());
    }

    private static boolean usable(Sums evaluation, FlatVector gradient) {
        return evaluation.count() > 0 && Double.isFinite(evaluation.mean()) && gradient.firstNonFinite() < 0;
    }
}
