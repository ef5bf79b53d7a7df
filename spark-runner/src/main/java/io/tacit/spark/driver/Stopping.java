package io.tacit.spark.driver;

import io.tacit.core.text.Counted;
import io.tacit.spark.config.Budget;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.config.WatchConfig;
import io.tacit.spark.config.WorkConfig;
import io.tacit.spark.driver.Ending.Kind;
import io.tacit.spark.worker.WorkPlan;
import java.util.Locale;
import java.util.Optional;

/**
 * When training ends: target, patience and budget, in this order.
 *
 * @param trainingRecords which make an epoch
 */
record Stopping(WorkConfig work, Budget budget, WatchConfig watch, long trainingRecords) {

    static Stopping of(TrainingConfig config, long trainingRecords) {
        return new Stopping(config.work(), config.budget(), config.watch(), trainingRecords);
    }

    Optional<Ending> after(RunState state) {
        return target(state).or(() -> patience(state)).or(() -> budget(state));
    }

    private Optional<Ending> target(RunState state) {
        return watch.target()
                .filter(target -> state.watch()
                        .last()
                        .filter(seen -> seen.nll() <= target)
                        .isPresent())
                .map(target -> new Ending(
                        Kind.TARGET_REACHED,
                        String.format(Locale.ROOT, "validation NLL is at or below the target of %s nats", target)));
    }

    private Optional<Ending> patience(RunState state) {
        return watch.patience()
                .filter(patience -> state.watch().evaluationsSince() >= patience)
                .flatMap(patience -> state.watch().best())
                .map(best -> new Ending(
                        Kind.STOPPED_EARLY,
                        String.format(
                                Locale.ROOT,
                                "no better validation NLL than %.4f nats of round %d in %s",
                                best.nll(),
                                best.round(),
                                Counted.of(state.watch().evaluationsSince(), "evaluation"))));
    }

    private Optional<Ending> budget(RunState state) {
        return isSpent(state) ? Optional.of(new Ending(Kind.COMPLETED, spent(state))) : Optional.empty();
    }

    private String spent(RunState state) {
        if (budget instanceof Budget.Seconds) {
            return "the budget is spent";
        }
        return state.finished() == 1
                ? "the one round is done"
                : "all " + Counted.of(state.finished(), "round") + " are done";
    }

    private boolean isSpent(RunState state) {
        return budget instanceof Budget.Seconds time
                ? state.seconds() >= time.count()
                : state.finished() >= plannedRounds();
    }

    /** Seconds until workers are to begin no further step; infinite where the budget is not time. */
    double limit(double seconds) {
        return budget instanceof Budget.Seconds time ? Math.max(0, time.count() - seconds) : Double.POSITIVE_INFINITY;
    }

    /** Rounds of the whole training; where the budget is time, unknown and as many as there can be. */
    int plannedRounds() {
        if (budget instanceof Budget.Rounds rounds) {
            return rounds.count();
        }
        if (budget instanceof Budget.Epochs epochs) {
            return Math.max(1, work.roundsFor(epochs.count() / passOfAStep()));
        }
        return Integer.MAX_VALUE;
    }

    /** The share of the training records that all workers together use in one local step. */
    private double passOfAStep() {
        double batch = Math.min(work.batch(), Math.max(1.0, (double) trainingRecords / work.workers()));
        return batch * work.workers() / trainingRecords;
    }

    /** Whether records are to be distributed anew before a round: it is the first in another stretch of passes. */
    boolean rebalancesBefore(int round) {
        return round > 1 && stretches(round - 1) > stretches(round - 2);
    }

    private long stretches(int rounds) {
        return (long) (work.stepsUpTo(rounds) * passOfAStep() / work.rebalanceEvery());
    }

    /** Local steps of a worker in the whole training, for schedules that end with it. */
    long plannedSteps() {
        return work.stepsUpTo(plannedRounds());
    }

    /** What workers do in a training of this length. */
    WorkPlan plan(TrainingConfig config) {
        return new WorkPlan(work, config.optimizer(), config.averaging(), plannedSteps(), config.seed());
    }

    /** Seconds until the end, when the rounds so far took {@code perRound} each. */
    double secondsLeft(RunState state, double perRound) {
        return budget instanceof Budget.Seconds time
                ? Math.max(0, time.count() - state.seconds())
                : (plannedRounds() - state.finished()) * perRound;
    }

    /** Planned number of rounds, guessed where the budget is time. */
    int expectedRounds(RunState state, double perRound) {
        return budget instanceof Budget.Seconds
                ? (int) Math.min(
                        Integer.MAX_VALUE,
                        state.finished() + Math.ceil(secondsLeft(state, perRound) / Math.max(perRound, 1e-9)))
                : Math.max(state.finished(), plannedRounds());
    }

    /** Also at the end, so that the model there can be the one that is kept. */
    boolean evaluatesAt(RunState state) {
        return watch.counts(state.finished()) || isSpent(state);
    }
}
