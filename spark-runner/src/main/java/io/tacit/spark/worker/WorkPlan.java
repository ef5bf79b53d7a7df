package io.tacit.spark.worker;

import io.tacit.core.optim.Optimizer;
import io.tacit.core.train.LocalTraining;
import io.tacit.spark.config.AveragingConfig;
import io.tacit.spark.config.AveragingConfig.OptimizerStates;
import io.tacit.spark.config.OptimizerConfig;
import io.tacit.spark.config.WorkConfig;
import java.io.Serializable;

/**
 * What workers do in every round of a training. It travels once; a round's start says the rest.
 *
 * @param plannedSteps local steps of the whole training, for schedules that end with it
 * @param seed of the run
 */
public record WorkPlan(
        WorkConfig work, OptimizerConfig optimizer, AveragingConfig averaging, long plannedSteps, long seed)
        implements Serializable {

    /** The work of the round that begins like this. */
    public LocalWork of(RoundStart start) {
        return new LocalWork(
                new LocalTraining(optimizer(start.firstStep()), work.batch()),
                work.steps(start.round()),
                Math.min(work.roundSeconds(), start.seconds()),
                averaging,
                seed);
    }

    /** For states that have seen all updates before {@code firstStep}, or none of them where every round resets them. */
    public Optimizer optimizer(long firstStep) {
        boolean anew = averaging.optimizerStates() == OptimizerStates.RESET;
        return optimizer.resumed(plannedSteps, anew ? firstStep : 0);
    }

    /** The learning rate of a local step. */
    public double rate(long step) {
        return optimizer.schedule().schedule(optimizer.rate(), plannedSteps).at(step);
    }
}
