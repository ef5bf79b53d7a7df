package io.tacit.spark.config;

import java.io.Serializable;

/**
 * How the work of a round is shared out.
 *
 * @param workers logical workers, whatever the number of executors
 * @param batch examples of a local step
 * @param localSteps steps each worker makes between two averages
 * @param roundSeconds after which a worker begins no further local step; infinite where only steps count
 * @param singleStepRounds first rounds, of one step each (Lin et al.: "Don't use large mini-batches, use local SGD", ICLR 2020)
 * @param rebalanceEvery passes over the data after which records are distributed anew by what they cost; infinite where they stay
 */
public record WorkConfig(
        int workers, int batch, int localSteps, int singleStepRounds, double roundSeconds, double rebalanceEvery)
        implements Serializable {
    private static final double UNLIMITED = Double.POSITIVE_INFINITY;

    public WorkConfig {
        TrainingKeys.WORKERS.require(workers);
        TrainingKeys.BATCH.require(batch);
        TrainingKeys.LOCAL_STEPS.require(localSteps);
        TrainingKeys.SINGLE_STEP_ROUNDS.require(singleStepRounds);
        if (roundSeconds != UNLIMITED) {
            TrainingKeys.ROUND_SECONDS.require(roundSeconds);
        }
        if (rebalanceEvery != UNLIMITED) {
            TrainingKeys.REBALANCE_EVERY.require(rebalanceEvery);
        }
    }

    /** Whether the clock has a say in how many steps a worker makes. */
    public boolean isTimed() {
        return roundSeconds != UNLIMITED;
    }

    /** Local steps of a round, counted from 1. */
    public int steps(int round) {
        return round <= singleStepRounds ? 1 : localSteps;
    }

    /** Local steps of all rounds up to this one. */
    public long stepsUpTo(int round) {
        int single = Math.min(round, singleStepRounds);
        return single + (long) (round - single) * localSteps;
    }

    /** The first round by whose end there were so many local steps. */
    public int roundsFor(double steps) {
        double rest = Math.max(0, steps - singleStepRounds);
        return (int) Math.ceil(Math.min(steps, singleStepRounds) + rest / localSteps);
    }

    static WorkConfig read(Settings settings) {
        boolean everyStep = settings.get(AveragingKeys.AVERAGED) == AveragingConfig.Averaged.GRADIENTS;
        return new WorkConfig(
                settings.get(TrainingKeys.WORKERS),
                settings.get(TrainingKeys.BATCH),
                everyStep ? 1 : settings.get(TrainingKeys.LOCAL_STEPS),
                settings.get(TrainingKeys.SINGLE_STEP_ROUNDS),
                settings.find(TrainingKeys.ROUND_SECONDS).orElse(UNLIMITED),
                settings.find(TrainingKeys.REBALANCE_EVERY).orElse(UNLIMITED));
    }
}
