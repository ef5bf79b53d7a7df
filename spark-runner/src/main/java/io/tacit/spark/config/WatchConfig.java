package io.tacit.spark.config;

import java.util.Optional;

/**
 * How training is watched and kept safe.
 *
 * @param evaluateEvery rounds between two looks at the validation records
 * @param patience evaluations without a better one after which training stops; without it, it does not
 * @param checkpointEvery rounds between two checkpoints
 * @param keepCheckpoints the newest ones kept
 */
public record WatchConfig(
        int evaluateEvery,
        Optional<Integer> patience,
        @Operational int checkpointEvery,
        @Operational int keepCheckpoints) {
    public WatchConfig {
        Keys.EVALUATE_EVERY.require(evaluateEvery);
        patience.ifPresent(Keys.PATIENCE::require);
        Keys.CHECKPOINT_EVERY.require(checkpointEvery);
        Keys.KEEP.require(keepCheckpoints);
    }

    static WatchConfig read(Settings settings) {
        return new WatchConfig(
                settings.get(Keys.EVALUATE_EVERY),
                settings.find(Keys.PATIENCE),
                settings.get(Keys.CHECKPOINT_EVERY),
                settings.get(Keys.KEEP));
    }
}
