package io.tacit.spark.config;

/**
 * How the work of a round is shared out.
 *
 * @param workers logical workers, whatever the number of executors
 * @param batch examples of a local step
 * @param localSteps steps each worker makes between two averages
 */
public record WorkConfig(int workers, int batch, int localSteps) {
    public WorkConfig {
        Keys.WORKERS.require(workers);
        Keys.BATCH.require(batch);
        Keys.LOCAL_STEPS.require(localSteps);
    }

    static WorkConfig read(Settings settings) {
        return new WorkConfig(settings.get(Keys.WORKERS), settings.get(Keys.BATCH), settings.get(Keys.LOCAL_STEPS));
    }
}
