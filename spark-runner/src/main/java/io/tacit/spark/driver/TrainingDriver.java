package io.tacit.spark.driver;

import io.tacit.core.data.Split;
import io.tacit.core.optim.OptimizerState;
import io.tacit.core.optim.Update;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.average.OuterStep;
import io.tacit.spark.average.Rejection;
import io.tacit.spark.average.RoundAverage;
import io.tacit.spark.average.RoundTally;
import io.tacit.spark.config.AveragingConfig.Averaged;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.transport.StoppedException;
import io.tacit.spark.transport.Transport;
import io.tacit.spark.worker.Memories;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.ShardLoss;
import io.tacit.spark.worker.WorkPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

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

    /** @param nanoTime a clock as {@link System#nanoTime} */
    TrainingDriver(
            TrainingConfig config, TrainingData data, Transport transport, Journal journal, LongSupplier nanoTime) {
        data.demandValidation(config.watch());
        this.config = config;
        this.data = data;
        this.transport = transport;
        this.journal = journal;
        stopping = Stopping.of(config, data.training());
        plan = stopping.plan(config);
        watch = new Stopwatch(nanoTime);
    }

    /** From {@code initial}, or from where an earlier run stopped, to the end. */
    Trained train(FlatVector initial) {
        RunState state = journal.resumed()
                .orElseGet(() -> RunState.initial(initial, plan.optimizer(0).init(initial)));
        watch.start(state);
        Optional<Ending> ending = stopping.after(state);
        try {
            if (ending.isEmpty()) {
                state.placing().ifPresent(data::place);
            }
            while (ending.isEmpty()) {
                if (stopping.rebalancesBefore(state.next().round())) {
                    state = settled(state);
                    data.place(state.theta());
                    state = state.placed();
                }
                state = round(state);
                ending = stopping.after(state);
            }
        } catch (StoppedException e) {
            ending = Optional.of(new Ending(Ending.Kind.INTERRUPTED, String.valueOf(e.getMessage())));
        } catch (DivergedException e) {
            ending = Optional.of(e.ending());
        }
        journal.end(settled(state));
        return Trained.of(ending.orElseThrow(), state, config.watch());
    }

    /** With what workers remember, which otherwise is theirs alone. */
    private RunState settled(RunState state) {
        return state.next().memories() instanceof Memories.Kept
                ? state.with(new Memories.Given(transport.memories(state.next().round())))
                : state;
    }

    private RunState round(RunState state) {
        RoundStart start = state.next();
        int round = start.round();
        watch.beginRound();
        RoundAverage average = transport.round(sent(start));
        if (average.tally().contributors() == 0) {
            throw new DivergedException(Ending.diverged(round, reasons(average.tally())));
        }
        watch.endTraining();
        Update mean = mean(start, average);
        OuterStep.Moved moved = new OuterStep(config.outer())
                .of(start.theta(), mean.theta(), state.outer(), plan.rate(start.firstStep()));
        demandFinite(round, moved.theta());
        OptimizerState optimizer = onDriver() ? mean.state() : average.optimizer();
        RunState trained = new RunState(
                start.next(config.work().steps(round), moved.theta(), optimizer),
                moved.state(),
                state.examples() + average.tally().examples(),
                watch.seconds(),
                state.watch(),
                state.placing());
        Optional<ShardLoss> validation = validation(round, trained.model());
        RunState after = validation
                .map(v -> trained.with(watched(round, v.loss().mean(), trained)))
                .orElse(trained);
        RunState known = journal.keeps(after) ? settled(after) : after;
        journal.round(known, record(known, average.tally(), validation));
        return known;
    }

    /** An outer optimizer may lose what no worker has lost; such parameters must not become a checkpoint. */
    private static void demandFinite(int round, FlatVector theta) {
        int first = theta.firstNonFinite();
        if (first >= 0) {
            throw new DivergedException(Ending.diverged(
                    round, List.of("the outer step led to parameter " + first + " = " + theta.get(first))));
        }
    }

    /** Whether the inner optimizer is the driver's, which then moves θ by the mean of all workers' gradients. */
    private boolean onDriver() {
        return config.averaging().averaged() == Averaged.GRADIENTS;
    }

    /** What workers need of a start: where the driver has the optimizer, its state stays here. */
    private RoundStart sent(RoundStart start) {
        return onDriver() ? start.with(NO_STATE) : start;
    }

    /** The workers' mean, or where their mean gradient leads, with the state of the optimizer that led there. */
    private Update mean(RoundStart start, RoundAverage average) {
        return onDriver()
                ? plan.optimizer(start.firstStep()).update(start.theta(), average.mean(), start.optimizer())
                : new Update(average.mean(), NO_STATE);
    }

    private Optional<ShardLoss> validation(int round, FlatVector theta) {
        if (data.validation() == 0 || !stopping.evaluatesAfter(round)) {
            return Optional.empty();
        }
        RandomKey key = RandomKey.of(config.seed()).with("validation");
        ShardLoss total = ShardLoss.total(transport.evaluate(Split.Part.VALIDATION, theta, key));
        if (total.loss().count() == 0) {
            throw new DivergedException(Ending.diverged(round, total.advice()));
        }
        return Optional.of(total);
    }

    private Watch watched(int round, double nll, RunState trained) {
        return config.watch().counts(round)
                ? trained.watch().after(round, nll, trained.model())
                : trained.watch().seeing(nll);
    }

    private RoundRecord record(RunState after, RoundTally tally, Optional<ShardLoss> validation) {
        int parallel = Math.min(transport.slots(), config.work().workers());
        return new RoundFigures(data, parallel, plan.rate(after.next().firstStep() - 1))
                .of(after, tally, validation, watch, stopping);
    }

    private static List<String> reasons(RoundTally tally) {
        return Stream.concat(tally.rejected().stream().limit(3).map(Rejection::toString), tally.advice().stream())
                .toList();
    }
}
