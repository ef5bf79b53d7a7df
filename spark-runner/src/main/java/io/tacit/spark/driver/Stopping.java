package io.tacit.spark.driver;

import io.tacit.core.text.Counted;
import io.tacit.spark.average.OuterState;
import io.tacit.spark.config.Aim;
import io.tacit.spark.config.Budget;
import io.tacit.spark.config.PhaseConfig;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.config.WatchConfig;
import io.tacit.spark.config.WorkConfig;
import io.tacit.spark.driver.Ending.Kind;
import io.tacit.spark.metrics.Figures;
import io.tacit.spark.worker.PhaseStart;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.WorkPlan;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When a training and its phases end: target, patience and budget, in this order. Patience ends a phase; where it is the last one, the training.
 *
 * @param trainingRecords which make an epoch
 */
record Stopping(List<PhaseConfig> phases, Budget budget, WatchConfig watch, long trainingRecords) {
    /** Of a budget of time; less is not worth a word. */
    private static final double OVER = 1.2;

    static Stopping of(TrainingConfig config, long trainingRecords) {
        return new Stopping(config.phases(), config.budget(), config.watch(), trainingRecords);
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
        return Optional.of(state)
                .filter(this::isExhausted)
                .filter(exhausted -> phase(exhausted) == phases.size() - 1)
                .flatMap(exhausted -> exhausted.watch().best())
                .map(best -> new Ending(
                        Kind.STOPPED_EARLY,
                        String.format(
                                Locale.ROOT,
                                "no better validation NLL than %.4f nats of round %d in %s",
                                best.nll(),
                                best.round(),
                                Counted.of(state.watch().evaluationsSince(), "evaluation"))));
    }

    private boolean isExhausted(RunState state) {
        return watch.patience()
                .filter(patience -> state.watch().evaluationsSince() >= patience)
                .isPresent();
    }

    private Optional<Ending> budget(RunState state) {
        return isSpent(state) ? Optional.of(new Ending(Kind.COMPLETED, spent(state))) : Optional.empty();
    }

    private String spent(RunState state) {
        if (budget instanceof Budget.Seconds time) {
            String all = "the budget of " + Figures.duration(time.count()) + " is spent";
            return state.seconds() > OVER * time.count()
                    ? all + ", and " + Figures.duration(state.seconds() - time.count())
                            + " more by the round that was under way"
                    : all;
        }
        return state.finished() == 1
                ? "the one round is done"
                : "all " + Counted.of(state.finished(), "round") + " are done";
    }

    /** Of each phase to come that is too small a share of the length for a single round, that it is. */
    List<String> withoutRounds(RunState state) {
        return IntStream.range(phase(state), phases.size())
                .filter(phase -> rounds(phase) == 0)
                .mapToObj(phase -> "phase " + (phase + 1) + " of " + phases.size() + ", "
                        + phases.get(phase).aim().text()
                        + ", is left out: its share of so short a training is no round")
                .toList();
    }

    /** Whether neither this phase nor a later one has rounds to come. */
    private boolean isSpent(RunState state) {
        return IntStream.range(phase(state), phases.size()).allMatch(phase -> isSpent(phase, state));
    }

    private boolean isSpent(int phase, RunState state) {
        return budget instanceof Budget.Seconds ? state.seconds() >= end(phase) : roundsLeft(phase, state) == 0;
    }

    private static int phase(RunState state) {
        return state.next().phase().index();
    }

    private int roundsLeft(int phase, RunState state) {
        int done = phase == phase(state)
                ? state.finished() + 1 - state.next().phase().firstRound()
                : 0;
        return Math.max(0, rounds(phase) - done);
    }

    /** Planned rounds of a phase; where the budget is time, as many as there can be. */
    private int rounds(int phase) {
        if (budget instanceof Budget.Rounds rounds) {
            return (int) (Math.round(end(phase, rounds.count())) - Math.round(end(phase - 1, rounds.count())));
        }
        if (budget instanceof Budget.Epochs epochs) {
            PhaseConfig config = phases.get(phase);
            double steps = config.share() * epochs.count() / passOfAStep(config.work());
            return Math.max(1, config.work().roundsFor(steps));
        }
        return Integer.MAX_VALUE;
    }

    /** In seconds of training. */
    private double end(int phase) {
        return budget instanceof Budget.Seconds time ? end(phase, time.count()) : Double.POSITIVE_INFINITY;
    }

    private double end(int phase, double whole) {
        return phase == phases.size() - 1
                ? whole
                : whole
                        * phases.subList(0, phase + 1).stream()
                                .mapToDouble(PhaseConfig::share)
                                .sum();
    }

    /** The share of the training records that all workers together use in one local step. */
    private double passOfAStep(WorkConfig work) {
        double batch = Math.min(work.batch(), Math.max(1.0, (double) trainingRecords / work.workers()));
        return batch * work.workers() / trainingRecords;
    }

    /** With the phase that the round to come belongs to, as long as it is known to be now. */
    RunState entering(RunState state, WorkPlan plan) {
        int index = phase(state);
        while (index < phases.size() - 1 && (isSpent(index, state) || (index == phase(state) && isExhausted(state)))) {
            index++;
        }
        return index == phase(state) ? planned(state) : begun(planned(state.in(start(index, state))), plan);
    }

    private static PhaseStart start(int index, RunState state) {
        RoundStart next = state.next();
        return new PhaseStart(index, next.round(), next.firstStep(), state.seconds(), 0);
    }

    private RunState planned(RunState state) {
        return state.in(state.next().phase().planned(plannedSteps(state)));
    }

    private RunState begun(RunState state, WorkPlan plan) {
        RunState begun = state.with(state.watch().afresh());
        if (plan.phase(state.next()).entry() == PhaseConfig.Entry.CARRIED) {
            return begun;
        }
        RoundStart fresh = state.next().with(plan.optimizer(state.next()).init(state.theta()));
        return begun.with(
                fresh,
                new OuterState(OuterState.NOTHING.optimizer(), state.outer().ema()));
    }

    /** Local steps of a worker in the whole phase, for schedules that end with it: by the pace so far, where the budget is time. */
    private long plannedSteps(RunState state) {
        int index = phase(state);
        if (!(budget instanceof Budget.Seconds)) {
            return phases.get(index).work().stepsUpTo(rounds(index));
        }
        long steps = state.next().stepsInPhase();
        double passed = state.seconds() - state.next().phase().seconds();
        double left = Math.max(0, end(index) - state.seconds());
        return steps == 0 || passed <= 0 ? Long.MAX_VALUE : steps + (long) Math.ceil(steps * left / passed);
    }

    /** Seconds until workers are to begin no further step; infinite where the budget is not time. */
    double limit(RunState state, double seconds) {
        return Math.max(0, end(phase(state)) - seconds);
    }

    /** Whether records are to be distributed anew before the next round: it is the first in another stretch of passes of a phase that solves. */
    boolean rebalancesBefore(RunState state) {
        PhaseConfig phase = phases.get(phase(state));
        int done = state.next().phase().roundInPhase(state.next().round()) - 1;
        return done > 0
                && phase.aim() instanceof Aim.Likelihood
                && stretches(phase.work(), done) > stretches(phase.work(), done - 1);
    }

    private long stretches(WorkConfig work, int rounds) {
        return (long) (work.stepsUpTo(rounds) * passOfAStep(work) / work.rebalanceEvery());
    }

    /**
     * Seconds until the end, when the rounds of this phase take {@code perRound} each; NaN where those of another are to come, or where none
     * has told yet how long they take.
     */
    double secondsLeft(RunState state, double perRound) {
        if (budget instanceof Budget.Seconds time) {
            return Math.max(0, time.count() - state.seconds());
        }
        return roundsLeft(state) == roundsLeft(phase(state), state) ? phaseSecondsLeft(state, perRound) : Double.NaN;
    }

    /** Seconds until the end of this phase. */
    double phaseSecondsLeft(RunState state, double perRound) {
        if (budget instanceof Budget.Seconds) {
            return Math.max(0, end(phase(state)) - state.seconds());
        }
        int left = roundsLeft(phase(state), state);
        return left == 0 ? 0 : left * perRound;
    }

    private int roundsLeft(RunState state) {
        return IntStream.range(phase(state), phases.size())
                .map(phase -> roundsLeft(phase, state))
                .sum();
    }

    /** Planned number of rounds, guessed where the budget is time. */
    int expectedRounds(RunState state, double perRound) {
        double left = budget instanceof Budget.Seconds
                ? Math.ceil(secondsLeft(state, perRound) / Math.max(perRound, 1e-9))
                : roundsLeft(state);
        return (int) Math.min(Integer.MAX_VALUE, state.finished() + left);
    }

    /** Also at the end, so that the model there can be the one that is kept, and at that of a phase. */
    boolean evaluatesAt(RunState state) {
        return watch.counts(state.finished()) || isSpent(phase(state), state);
    }
}
