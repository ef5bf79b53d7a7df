package io.tacit.spark.worker;

import io.tacit.core.data.Examples;
import io.tacit.core.optim.OptimizerState;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.train.LocalTraining;
import io.tacit.core.train.Objective;
import io.tacit.core.train.Sums;
import io.tacit.core.train.TrainingState;
import io.tacit.spark.compress.Compressed;
import io.tacit.spark.compress.ErrorFeedback;
import io.tacit.spark.config.AveragingConfig;
import io.tacit.spark.config.AveragingConfig.Averaged;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What every worker does in a round: {@code steps} local optimizer steps from the common start on its own records, or the gradient
 * of one batch, as the averages want it. A pure function of its arguments but for the time it took, so that a task tried again
 * gives the same answer.
 *
 * @param seconds after which no further step is begun, or infinite
 * @param averaging says what is sent
 * @param seed of the run
 */
public record LocalWork(LocalTraining training, int steps, double seconds, AveragingConfig averaging, long seed)
        implements Serializable {
    private static final double NANOS = 1e9;
    private static final int AT_ONCE = 8192;

    public LocalWork {
        if (steps < 1) {
            throw new IllegalArgumentException("local steps: expected 1 or more, got " + steps);
        }
    }

    /** The randomness of one worker, from which its batches and noise are drawn. */
    public static RandomKey key(long seed, int worker) {
        return RandomKey.of(seed).with("worker").with(worker);
    }

    /**
     * {@code attempt} of the task is only passed on. A worker whose result is of no use keeps the worker state that it had, as if there had
     * been no round.
     */
    public WorkerResult run(
            Objective objective, WorkerRecords shard, RoundStart start, WorkerState workerState, int attempt) {
        long began = System.nanoTime();
        Outcome outcome = averaging.averaged() == Averaged.GRADIENTS
                ? gradient(objective, shard, start)
                : localSteps(objective, shard, start, workerState, began);
        Sent sent = sent(outcome.vector, workerState);
        WorkerResult result = new WorkerResult(
                shard.worker(),
                attempt,
                outcome.examples,
                sent.what,
                start.theta().precision(),
                travelling(outcome.optimizer),
                outcome.sums,
                System.nanoTime() - began,
                new WorkerState(
                        averaging.remembersOptimizers() ? Optional.of(outcome.optimizer) : Optional.empty(),
                        sent.residual));
        boolean forgets = averaging.remembers() && !result.report().contributes();
        return forgets ? result.with(workerState) : result;
    }

    /** What the work led to: a vector to be sent, and the optimizer behind it. */
    private record Outcome(FlatVector vector, OptimizerState optimizer, Sums sums, long examples) {}

    private Outcome localSteps(
            Objective objective, WorkerRecords shard, RoundStart start, WorkerState workerState, long began) {
        TrainingState from = new TrainingState(start.theta(), start.optimizer(workerState));
        LocalTraining.Extent extent =
                new LocalTraining.Extent(start.firstStep(), steps, () -> System.nanoTime() - began < seconds * NANOS);
        LocalTraining.Result result = training.run(objective, shard, from, extent, key(seed, shard.worker()));
        FlatVector theta = result.state().theta();
        return new Outcome(
                averaging.sendsChanges() ? theta.minus(start.theta()) : theta,
                result.state().optimizer(),
                result.evaluation(),
                result.examples());
    }

    private Outcome gradient(Objective objective, WorkerRecords shard, RoundStart start) {
        LocalTraining.BatchGradient found =
                training.gradient(objective, shard, start.theta(), start.firstStep(), key(seed, shard.worker()));
        OptimizerState none = new OptimizerState(start.firstStep(), Map.of());
        return new Outcome(found.mean(), none, found.evaluation(), found.examples());
    }

    /** A vector as it travels, and what it leaves behind. */
    private record Sent(Compressed what, Optional<FlatVector> residual) {}

    private Sent sent(FlatVector vector, WorkerState workerState) {
        if (!averaging.remembersResiduals()) {
            return new Sent(averaging.compression().compress(vector), Optional.empty());
        }
        FlatVector residual =
                workerState.residual().orElseGet(() -> FlatVector.zeros(vector.precision(), vector.length()));
        ErrorFeedback.Sent sent = new ErrorFeedback(averaging.compression()).of(vector, residual);
        return new Sent(sent.sent(), Optional.of(sent.residual()));
    }

    /** The records a few thousand at a time, in their order. */
    static Stream<Examples> pieces(WorkerRecords shard) {
        Examples all = shard.all();
        return IntStream.iterate(0, first -> first < all.count(), first -> first + AT_ONCE)
                .mapToObj(first -> all.range(first, Math.min(AT_ONCE, all.count() - first)));
    }

    /** Where the averages need no optimizer states, none are sent. */
    private OptimizerState travelling(OptimizerState state) {
        return averaging.averagesOptimizers() ? state : new OptimizerState(state.step(), Map.of());
    }
}
