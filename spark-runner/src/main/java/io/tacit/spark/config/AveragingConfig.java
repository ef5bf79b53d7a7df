package io.tacit.spark.config;

import java.io.Serializable;

/**
 * How workers' results meet.
 *
 * @param optimizerStates without effect where gradients are averaged
 * @param trim share of the workers whose values are left out at each end of each element; 0 for none
 */
public record AveragingConfig(
        Averaged averaged, OptimizerStates optimizerStates, Weighting weighting, NonFinite nonFinite, double trim)
        implements Serializable {

    public AveragingConfig {
        if (trim != 0) {
            Keys.TRIM.require(trim);
        }
    }

    /** Of parameters, without trimming. */
    public AveragingConfig(OptimizerStates optimizerStates, Weighting weighting, NonFinite nonFinite) {
        this(Averaged.PARAMETERS, optimizerStates, weighting, nonFinite, 0);
    }

    /** What the workers send. */
    public enum Averaged {
        /** Where their local steps led them. */
        PARAMETERS,
        /** The gradient of one batch each; the driver makes the step: the step of one large batch. */
        GRADIENTS
    }

    /** What happens to the inner optimizers' states. */
    public enum OptimizerStates {
        /** They are averaged like parameters. */
        AVERAGE,
        /** Each round begins with a fresh one; a schedule of the learning rate goes on all the same. */
        RESET,
        /** Each worker keeps its own, which then travels with every round. */
        LOCAL
    }

    /** What a worker's result counts in the average. */
    public enum Weighting {
        /** As much as the examples it used. */
        EXAMPLES,
        /** As much as any other. */
        EQUAL
    }

    /** What happens to a result that holds a NaN or an infinity: left out and counted, or the end of training. */
    public enum NonFinite {
        REJECT,
        FAIL
    }

    static AveragingConfig read(Settings settings) {
        Averaged averaged = settings.get(Keys.AVERAGED);
        settings.refuseUnless(
                averaged == Averaged.PARAMETERS,
                "has no effect with training.averaging.of = gradients: every step is a round, and the one optimizer is the driver's",
                Keys.OPTIMIZER_STATES,
                Keys.LOCAL_STEPS,
                Keys.ROUND_SECONDS,
                Keys.SINGLE_STEP_ROUNDS);
        return new AveragingConfig(
                averaged,
                settings.get(Keys.OPTIMIZER_STATES),
                settings.get(Keys.WEIGHTING),
                settings.get(Keys.NON_FINITE),
                settings.find(Keys.TRIM).orElse(0.0));
    }
}
