package io.tacit.spark.worker;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.train.Evaluation;
import io.tacit.core.train.Examples;
import io.tacit.core.train.LocalTraining;
import io.tacit.core.train.Objective;
import io.tacit.core.train.TrainingState;
import io.tacit.spark.config.AveragingConfig;
import io.tacit.spark.config.AveragingConfig.Averaged;
import io.tacit.spark.config.AveragingConfig.OptimizerStates;
import java.io.Serializable;
import java.util.Map;

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

    public LocalWork {
        if (steps < 1) {
            throw new IllegalArgumentException("local steps: expected 1 or more, got " + steps);
        }
    }

    /** The randomness of one worker, from which its batches and noise are drawn. */
    public static RandomKey key(long seed, int worker) {
        return RandomKey.of(seed).with("worker").with(worker);
    }

    /** {@code attempt} of the task is only passed on. */
    public WorkerResult run(Objective objective, WorkerShard shard, RoundStart start, int attempt) {
        return averaging.averaged() == Averaged.GRADIENTS
                ? gradient(objective, shard, start, attempt)
                : localSteps(objective, shard, start, attempt);
    }

    private WorkerResult localSteps(Objective objective, WorkerShard shard, RoundStart start, int attempt) {
        long began = System.nanoTime();
        int worker = shard.worker();
        TrainingState from = new TrainingState(start.theta(), start.optimizer(worker));
        LocalTraining.Extent extent =
                new LocalTraining.Extent(start.firstStep(), steps, () -> System.nanoTime() - began < seconds * NANOS);
        LocalTraining.Result result = training.run(objective, examples(shard), from, extent, key(seed, worker));
        return result(
                worker,
                attempt,
                result.examples(),
                result.state().theta(),
                sent(result.state().optimizer()),
                result.evaluation(),
                began);
    }

    private WorkerResult gradient(Objective objective, WorkerShard shard, RoundStart start, int attempt) {
        long began = System.nanoTime();
        int worker = shard.worker();
        LocalTraining.BatchGradient found =
                training.gradient(objective, examples(shard), start.theta(), start.firstStep(), key(seed, worker));
        OptimizerState none = new OptimizerState(start.firstStep(), Map.of());
        return result(worker, attempt, found.examples(), found.mean(), none, found.evaluation(), began);
    }

    private static WorkerResult result(
            int worker,
            int attempt,
            long examples,
            FlatVector vector,
            OptimizerState optimizer,
            Evaluation seen,
            long began) {
        return new WorkerResult(
                worker,
                attempt,
                examples,
                vector,
                optimizer,
                new LossSums(seen.sum(), seen.sumOfSquares(), seen.count()),
                counters(seen, examples, System.nanoTime() - began),
                seen.advice());
    }

    static Examples examples(WorkerShard shard) {
        return new Examples(shard.features(), shard.rows(), shard.ids());
    }

    /** Where the averages need no optimizer states, none are sent. */
    private OptimizerState sent(OptimizerState state) {
        return averaging.optimizerStates() == OptimizerStates.RESET
                ? new OptimizerState(state.step(), Map.of())
                : state;
    }

    static WorkCounters counters(Evaluation seen, long used, long nanos) {
        return new WorkCounters(
                seen.forward().evaluations(),
                seen.backward().evaluations(),
                seen.forward().accepted(),
                seen.forward().rejected(),
                nanos,
                seen.count() + seen.failed() - used);
    }
}
