package io.tacit.spark.driver;

import io.tacit.core.data.Split;
import io.tacit.core.optim.Optimizer;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.train.LocalTraining;
import io.tacit.spark.average.Averaging;
import io.tacit.spark.average.OuterStep;
import io.tacit.spark.average.Rejection;
import io.tacit.spark.average.RoundAverage;
import io.tacit.spark.config.AveragingConfig.OptimizerStates;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.transport.StoppedException;
import io.tacit.spark.transport.Transport;
import io.tacit.spark.worker.LocalWork;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.ShardLoss;
import io.tacit.spark.worker.WorkerResult;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The loop of rounds: workers make local steps from a common θ, their results are averaged, the average is the next θ. */
final class TrainingDriver {
    private final TrainingConfig config;
    private final DataSize data;
    private final Transport transport;
    private final Journal journal;
    private final Stopping stopping;
    private final Stopwatch watch;

    /** @param nanoTime a clock as {@link System#nanoTime} */
    TrainingDriver(TrainingConfig config, DataSize data, Transport transport, Journal journal, LongSupplier nanoTime) {
        data.demandValidation(config.watch());
        this.config = config;
        this.data = data;
        this.transport = transport;
        this.journal = journal;
        stopping = Stopping.of(config, data.training());
        watch = new Stopwatch(nanoTime);
    }

    /** From {@code initial}, or from where an earlier run stopped, to the end. */
    Trained train(FlatVector initial) {
        RunState state = journal.resumed()
                .orElseGet(() -> RunState.initial(initial, optimizer(0).init(initial)));
        watch.start(state);
        Optional<Ending> ending = stopping.after(state);
        try {
            while (ending.isEmpty()) {
                state = round(state);
                ending = stopping.after(state);
            }
        } catch (StoppedException e) {
            ending = Optional.of(new Ending(Ending.Kind.INTERRUPTED, String.valueOf(e.getMessage())));
        } catch (DivergedException e) {
            ending = Optional.of(e.ending());
        }
        journal.end(state);
        return Trained.of(ending.orElseThrow(), state, config.watch());
    }

    private RunState round(RunState state) {
        RoundStart start = state.next();
        int round = start.round();
        watch.beginRound();
        List<WorkerResult> results = transport.round(start, work(start));
        RoundAverage average = Averaging.of(config.averaging(), start, results);
        if (average.contributors() == 0) {
            throw new DivergedException(Ending.diverged(round, reasons(average)));
        }
        watch.endTraining();
        OuterStep.Moved moved = new OuterStep(config.outer())
                .of(start.theta(), average.theta(), state.outer(), rate(start.firstStep()));
        RunState trained = new RunState(
                start.next(config.work().steps(round), moved.theta(), average.optimizers()),
                moved.state(),
                state.examples() + average.examples(),
                watch.seconds(),
                state.watch());
        Optional<ShardLoss> validation = validation(round, trained.model());
        RunState after = validation
                .map(v -> trained.with(state.watch().after(round, v.loss().mean(), trained.model())))
                .orElse(trained);
        journal.round(after, record(after, average, validation));
        return after;
    }

    private LocalWork work(RoundStart start) {
        LocalTraining training =
                new LocalTraining(optimizer(start.firstStep()), config.work().batch());
        return new LocalWork(
                training, config.work().steps(start.round()), config.averaging().optimizerStates(), config.seed());
    }

    /** For states that have seen all updates before {@code firstStep}, or none of them where every round resets them. */
    private Optimizer optimizer(long firstStep) {
        long passed = config.averaging().optimizerStates() == OptimizerStates.RESET ? firstStep : 0;
        return config.optimizer().resumed(stopping.plannedSteps(), passed);
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

    private RoundRecord record(RunState after, RoundAverage average, Optional<ShardLoss> validation) {
        int parallel = Math.min(transport.slots(), config.work().workers());
        return new RoundFigures(data.dimension(), parallel, rate(after.next().firstStep() - 1))
                .of(after, average, validation, watch, stopping);
    }

    private double rate(long step) {
        return config.optimizer()
                .schedule()
                .schedule(config.optimizer().rate(), stopping.plannedSteps())
                .at(step);
    }

    private static List<String> reasons(RoundAverage average) {
        return Stream.concat(average.rejected().stream().limit(3).map(Rejection::toString), average.advice().stream())
                .toList();
    }
}
