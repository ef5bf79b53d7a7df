package io.tacit.spark.driver;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.optim.Update;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.text.Counted;
import io.tacit.core.train.Sums;
import io.tacit.spark.average.OuterStep;
import io.tacit.spark.average.Rejection;
import io.tacit.spark.average.RoundAverage;
import io.tacit.spark.average.RoundTally;
import io.tacit.spark.config.Aim;
import io.tacit.spark.config.AveragingConfig.Averaged;
import io.tacit.spark.config.PhaseConfig;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.config.TransportConfig;
import io.tacit.spark.config.WatchConfig.Keep;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.transport.StoppedException;
import io.tacit.spark.transport.Transport;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.ShardSums;
import io.tacit.spark.worker.WorkPlan;
import io.tacit.spark.worker.WorkerStates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The loop of rounds: workers make local steps from a common θ, their results are averaged, the average is the next θ. */
final class TrainingDriver {
    private static final OptimizerState NO_STATE = new OptimizerState(0, Map.of());
    private final TrainingConfig config;
    private final TrainingData data;
    private final Transport transport;
    private final Journal journal;
    private final Stopping stopping;
    private final Stopwatch watch;
    private final WorkPlan plan;
    private final Evaluations evaluations;

    /** @param nanoTime a clock as {@link System#nanoTime} */
    TrainingDriver(
            TrainingConfig config, TrainingData data, Transport transport, Journal journal, LongSupplier nanoTime) {
        data.demandValidation(config.watch());
        this.config = config;
        this.data = data;
        this.transport = transport;
        this.journal = journal;
        stopping = Stopping.of(config, data.training());
        plan = WorkPlan.of(config);
        evaluations = new Evaluations(config, data, transport, stopping);
        watch = new Stopwatch(nanoTime);
    }

    /** From {@code initial}, or from where an earlier run stopped, to the end. */
    Trained train(FlatVector initial) {
        RunState state = journal.resumed().orElseGet(() -> RunState.initial(plan.first(initial)));
        RunState sound = state;
        DivergenceRule rule = DivergenceRule.NONE; // of likelihoods
        watch.start(state);
        Optional<Ending> ending = stopping.after(state);
        try {
            if (ending.isEmpty()) {
                stopping.withoutRounds(state).forEach(journal::warn);
                rule = rule(initial);
                state.placing().ifPresent(data::place);
            }
            while (ending.isEmpty()) {
                state = entering(state);
                if (stopping.rebalancesBefore(state)) {
                    state = settled(state);
                    data.place(state.theta());
                    state = state.placed();
                }
                Judged round = round(state, rule);
                state = round.state;
                sound = round.farOff ? sound : state;
                RunState now = state;
                ending = round.end.or(() -> stopping.after(now));
            }
        } catch (StoppedException e) {
            ending = Optional.of(new Ending(Ending.Kind.INTERRUPTED, String.valueOf(e.getMessage())));
        } catch (DivergedException e) {
            ending = Optional.of(e.ending());
        }
        return ended(ending.orElseThrow(), state, sound, rule);
    }

    /** In the phase that the next round belongs to; the beginning of one is told. */
    private RunState entering(RunState state) {
        RunState entered = stopping.entering(state, plan);
        if (config.phases().size() > 1 && entered.next().stepsInPhase() == 0) {
            PhaseConfig phase = plan.phase(entered.next());
            journal.warn("phase " + (entered.next().phase().index() + 1) + " of "
                    + config.phases().size() + ": " + phase.aim().text() + ", rounds of "
                    + Counted.of(phase.work().localSteps(), "step") + " of "
                    + Counted.of(phase.work().batch(), "record"));
        }
        return entered;
    }

    /** {@code sound} is the newest state that is not far off. */
    private Trained ended(Ending proposed, RunState state, RunState sound, DivergenceRule rule) {
        Kept kept = Kept.of(state, config.watch().keep());
        boolean lost = proposed.isRegular() && state.finished() > sound.finished() && kept.round() == state.finished();
        Ending ending = lost ? Ending.lost(lastRoundInWords(rule), phaseOfLastRound()) : proposed;
        if (ending.kind() != Ending.Kind.DIVERGED) {
            journal.end(settled(state));
            return new Trained(ending, kept, state);
        }
        if (state.finished() == sound.finished() || !config.averaging().remembers()) {
            // What workers remember is that of the newest rounds.
            journal.end(settled(sound));
        }
        return new Trained(ending, Kept.good(state, rule::isFarOff).orElse(Kept.of(sound, Keep.LAST)), sound);
    }

    private String lastRoundInWords(DivergenceRule ofLikelihoods) {
        RoundRecord last = lastRound();
        DivergenceRule rule = ruleIn(phaseOfLastRound(), ofLikelihoods);
        return rule.knowing(ofPhase(last.phase().number())).farOffInWords(last) + ", and it is the last round";
    }

    private PhaseConfig phaseOfLastRound() {
        return config.phases().get(lastRound().phase().number() - 1);
    }

    private RoundRecord lastRound() {
        return journal.rounds().get(journal.rounds().size() - 1);
    }

    /** The rounds of a phase so far, which alone can be compared. */
    private List<RoundRecord> ofPhase(int number) {
        return journal.rounds().stream()
                .filter(round -> round.phase().number() == number)
                .toList();
    }

    /** With which loss those of the rounds are compared. */
    private DivergenceRule rule(FlatVector initial) {
        if (data.scale() == TrainingData.Scale.STANDARD_DENSITY) {
            return DivergenceRule.gaussian(data.dimension());
        }
        Sums start = data.validation() == 0
                ? Sums.NONE
                : evaluations.validation(initial).sums();
        return start.count() == 0
                ? DivergenceRule.startingWith(data.dimension())
                : new DivergenceRule(data.dimension(), start.mean(), "the start, on the validation records,");
    }

    /** Of the losses of a phase. */
    private DivergenceRule ruleIn(PhaseConfig phase, DivergenceRule ofLikelihoods) {
        if (phase.aim() instanceof Aim.Likelihood) {
            return ofLikelihoods;
        }
        return data.scale() == TrainingData.Scale.STANDARD_DENSITY
                ? DivergenceRule.matching(data.dimension())
                : DivergenceRule.startingWith(data.dimension());
    }

    /** With what workers remember, which otherwise is theirs alone. */
    private RunState settled(RunState state) {
        return state.next().workerStates() instanceof WorkerStates.Kept
                ? state.with(new WorkerStates.Given(
                        transport.workerStates(state.next().round())))
                : state;
    }

    /** Where a round has led, and whether it is the last one for what it found. */
    private record Judged(RunState state, boolean farOff, Optional<Ending> end) {}

    private Judged round(RunState state, DivergenceRule rule) {
        RoundStart start = state.next();
        int round = start.round();
        watch.beginRound();
        RoundAverage average = transport.round(sent(state));
        if (average.tally().contributors() == 0) {
            throw new DivergedException(Ending.diverged(
                    round, rejected(average.tally()), average.tally().advice(), plan.phase(start)));
        }
        watch.endTraining();
        Update mean = mean(start, average);
        OuterStep.Moved moved = new OuterStep(config.outer())
                .of(start.theta(), mean.theta(), state.outer(), plan.rate(start, start.firstStep()));
        demandFinite(round, moved.theta(), plan.phase(start));
        OptimizerState optimizer = onDriver() ? mean.state() : average.optimizer();
        RunState trained = new RunState(
                start.next(plan.steps(start), moved.theta(), optimizer),
                moved.state(),
                state.examples() + average.tally().examples(),
                watch.seconds(),
                state.watch(),
                state.placing());
        Optional<ShardSums> validation = evaluations.validationAt(trained);
        RunState after = validation
                .map(v -> trained.with(watched(round, v.sums().mean(), trained)))
                .orElse(trained);
        RoundRecord record =
                record(after, average.tally(), validation).with(evaluations.gapAt(after, plan.phase(start)));
        List<RoundRecord> before = ofPhase(record.phase().number());
        DivergenceRule.Verdict verdict = ruleIn(plan.phase(start), rule)
                .of(before, record, average.tally().sums().standardError());
        return judged(after, record, verdict, before, plan.phase(start));
    }

    private Judged judged(
            RunState after,
            RoundRecord record,
            DivergenceRule.Verdict verdict,
            List<RoundRecord> before,
            PhaseConfig phase) {
        if (verdict.farOff() || verdict.end().isPresent()) {
            journal.lost(record);
            verdict.warning().ifPresent(journal::warn);
            verdict.end().ifPresent(what -> {
                throw new DivergedException(Ending.lost(what, phase));
            });
            return new Judged(after, true, Optional.empty());
        }
        RunState known = journal.keeps(after) ? settled(after) : after;
        journal.round(known, record);
        verdict.warning().ifPresent(journal::warn);
        SolverGap gap = new SolverGap(data.dimension());
        gap.warning(before, record).ifPresent(journal::warn);
        return new Judged(known, false, gap.end(before, record).map(why -> new Ending(Ending.Kind.STOPPED_EARLY, why)));
    }

    /** An outer optimizer may lose what no worker has lost; such parameters must not become a checkpoint. */
    private static void demandFinite(int round, FlatVector theta, PhaseConfig phase) {
        int first = theta.firstNonFinite();
        if (first >= 0) {
            throw new DivergedException(Ending.diverged(
                    round,
                    List.of("the outer step led to parameter " + first + " = " + theta.get(first)),
                    List.of(),
                    phase));
        }
    }

    /** Whether the inner optimizer is the driver's, which then moves θ by the mean of all workers' gradients. */
    private boolean onDriver() {
        return config.averaging().averaged() == Averaged.GRADIENTS;
    }

    /** What workers need of a start: where the driver has the optimizer, its state stays here. */
    private RoundStart sent(RunState state) {
        RoundStart start = state.next();
        RoundStart timed = mayBeCut() ? start.within(stopping.limit(state, watch.seconds())) : start;
        return onDriver() ? timed.with(NO_STATE) : timed;
    }

    /** What a task of Spark has to make again in order to remember it must not depend on the clock. */
    private boolean mayBeCut() {
        return !config.averaging().remembers() || config.transport().kind() == TransportConfig.Kind.AKKA;
    }

    /** The workers' mean, or where their mean gradient leads, with the state of the optimizer that led there. */
    private Update mean(RoundStart start, RoundAverage average) {
        return onDriver()
                ? plan.optimizer(start).update(start.theta(), average.mean(), start.optimizer())
                : new Update(average.mean(), NO_STATE);
    }

    private BestSoFar watched(int round, double nll, RunState trained) {
        return config.watch().counts(round)
                ? trained.watch().after(round, nll, trained.model())
                : trained.watch().seeing(round, nll);
    }

    private RoundRecord record(RunState after, RoundTally tally, Optional<ShardSums> validation) {
        int parallel = Math.min(transport.slots(), config.workers());
        RoundStart next = after.next();
        return new RoundFigures(data, parallel, plan.rate(next, next.firstStep() - 1))
                .of(after, tally, validation, watch, stopping);
    }

    private static List<String> rejected(RoundTally tally) {
        return tally.rejected().stream().limit(3).map(Rejection::toString).toList();
    }
}
