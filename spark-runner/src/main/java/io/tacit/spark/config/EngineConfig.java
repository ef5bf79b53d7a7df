package io.tacit.spark.config;

import java.util.Optional;

/**
 * Where programs are executed.
 *
 * @param threads of the cpu engine in each task; without it spark.task.cpus, or all cores in a local run. Results do
 *     not depend on it.
 */
public record EngineConfig(Device device, @Operational Optional<Integer> threads) {

    public enum Device {
        AUTO,
        CPU,
        GPU
    }

    public EngineConfig {
        threads.ifPresent(OutputKeys.THREADS::require);
    }

    static EngineConfig read(Settings settings) {
        Device device = settings.get(OutputKeys.DEVICE);
        settings.refuseUnless(device != Device.GPU, "has no effect with engine.device = gpu", OutputKeys.THREADS);
        return new EngineConfig(device, settings.find(OutputKeys.THREADS));
    }
}
