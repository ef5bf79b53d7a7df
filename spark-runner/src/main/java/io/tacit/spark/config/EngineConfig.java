package io.tacit.spark.config;

import io.tacit.core.engine.Engines;
import java.util.Optional;

/**
 * Where programs are executed.
 *
 * @param threads of the cpu engine in each task; without it spark.task.cpus, or all cores in a local run. Results do
 *     not depend on it.
 */
public record EngineConfig(Engines.Choice device, @Operational Optional<Integer> threads) {

    public EngineConfig {
        threads.ifPresent(OutputKeys.THREADS::require);
    }

    static EngineConfig read(Settings settings) {
        Engines.Choice device = settings.get(OutputKeys.DEVICE);
        settings.refuseUnless(
                device != Engines.Choice.GPU, "has no effect with engine.device = gpu", OutputKeys.THREADS);
        return new EngineConfig(device, settings.find(OutputKeys.THREADS));
    }
}
