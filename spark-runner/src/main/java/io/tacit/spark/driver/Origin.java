package io.tacit.spark.driver;

import io.tacit.spark.checkpoint.Checkpoint;
import io.tacit.spark.checkpoint.ConfigMismatchException;
import io.tacit.spark.config.LoadedConfig;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The configuration that a run's result comes from.
 *
 * @param hash equal for two that compute the same
 * @param settings by name, as they are kept in checkpoints
 * @param differences what the result depends on and other settings had otherwise, in words
 */
record Origin(String hash, Map<String, String> settings, Function<Map<String, String>, List<String>> differences) {

    static Origin of(LoadedConfig config) {
        return new Origin(config.config().hash(), config.given(), config::differences);
    }

    /** Of a model built in code: its recipe, and the configuration of the training. */
    static Origin of(String hash, Map<String, String> settings) {
        return new Origin(hash, settings, others -> settings.entrySet().stream()
                .filter(now -> !now.getValue().equals(others.get(now.getKey())))
                .map(now -> now.getKey() + " was " + others.getOrDefault(now.getKey(), "not set") + ", is "
                        + now.getValue())
                .toList());
    }

    /** @throws ConfigMismatchException where a checkpoint is that of another configuration, with what differs */
    void demandOf(Checkpoint checkpoint) {
        if (!checkpoint.configHash().equals(hash)) {
            throw ConfigMismatchException.ofConfig(
                    checkpoint.cursor().round(), differences.apply(checkpoint.settings()));
        }
    }
}
