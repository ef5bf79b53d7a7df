package io.tacit.spark.config;

import java.util.Optional;

/**
 * How workers' results meet.
 *
 * @param trim share of the workers whose values are left out at each end of each element; without it none are
 */
public record AveragingConfig(
        OptimizerStates optimizerStates, Weighting weighting, NonFinite nonFinite, Optional<Double> trim) {

    public AveragingConfig {
        trim.ifPresent(Keys.TRIM::require);
    }

    /** Without trimming. */
    public AveragingConfig(OptimizerStates optimizerStates, Weighting weighting, NonFinite nonFinite) {
        this(optimizerStates, weighting, nonFinite, Optional.empty());
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
        return new AveragingConfig(
                settings.get(Keys.OPTIMIZER_STATES),
                settings.get(Keys.WEIGHTING),
                settings.get(Keys.NON_FINITE),
                settings.find(Keys.TRIM));
    }
}
