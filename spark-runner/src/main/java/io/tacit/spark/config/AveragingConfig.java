package io.tacit.spark.config;

/** How workers' results meet. */
public record AveragingConfig(OptimizerStates optimizerStates, NonFinite nonFinite) {

    /** What happens to the inner optimizers' states. */
    public enum OptimizerStates {
        AVERAGE,
        RESET
    }

    /** What happens to a result that holds a NaN or an infinity: left out and counted, or the end of training. */
    public enum NonFinite {
        REJECT,
        FAIL
    }

    static AveragingConfig read(Settings settings) {
        return new AveragingConfig(settings.get(Keys.OPTIMIZER_STATES), settings.get(Keys.NON_FINITE));
    }
}
