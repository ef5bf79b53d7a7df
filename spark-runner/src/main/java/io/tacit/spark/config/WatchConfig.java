package io.tacit.spark.config;

import java.util.Optional;

/**
 * How training is watched and kept safe.
 *
 * @param evaluateEvery rounds between two looks at the validation records
 * @param evaluated how many records such a look, and the figure at the end, are of
 * @param keep which model is that of the training
 * @param patience evaluations without a better one after which training stops; without it, it does not
 * @param target validation NLL in nats at which training stops
 * @param roundTimeout longest wait for a round, an evaluation, reading the data or a baseline, in seconds; without it, it follows from
 *     how long such work took before
 * @param checkpointEvery rounds between two checkpoints
 * @param keepCheckpoints the newest ones kept
 * @param mixture components of the Gaussian mixture that the result is compared with; 0 for none
 * @param mixturePasses in which it is fitted at most; empty for what goes with the length of the training
 */
public record WatchConfig(
        int evaluateEvery,
        EvaluatedRecords evaluated,
        @Operational Keep keep,
        Optional<Integer> patience,
        @Operational Optional<Double> target,
        @Operational Optional<Double> roundTimeout,
        @Operational int checkpointEvery,
        @Operational int keepCheckpoints,
        @Operational int mixture,
        @Operational Optional<Integer> mixturePasses) {

    /** Which of the rounds' models a training ends with. */
    public enum Keep {
        /** The one with the lowest validation NLL; without validation records the last one. */
        BEST,
        LAST
    }

    public WatchConfig {
        RoundKeys.EVALUATE_EVERY.require(evaluateEvery);
        patience.ifPresent(RoundKeys.PATIENCE::require);
        target.ifPresent(RoundKeys.TARGET::require);
        roundTimeout.ifPresent(RoundKeys.ROUND_TIMEOUT::require);
        RoundKeys.CHECKPOINT_EVERY.require(checkpointEvery);
        RoundKeys.KEEP.require(keepCheckpoints);
        OutputKeys.MIXTURE.require(mixture);
        mixturePasses.ifPresent(OutputKeys.MIXTURE_PASSES::require);
        if (mixture == 1) {
            throw new IllegalArgumentException("training.mixture: expected 0 or a number >= 2, got 1");
        }
    }

    /** Whether the evaluation after a round, if there is one, counts for patience: where training ends does not decide it. */
    public boolean counts(int round) {
        return round % evaluateEvery == 0;
    }

    static WatchConfig read(Settings settings) {
        settings.refuseUnless(
                settings.get(OutputKeys.MIXTURE) != 0,
                "has no effect with training.mixture = 0",
                OutputKeys.MIXTURE_PASSES);
        return new WatchConfig(
                settings.get(RoundKeys.EVALUATE_EVERY),
                EvaluatedRecords.read(settings),
                settings.get(RoundKeys.KEPT),
                settings.find(RoundKeys.PATIENCE),
                settings.find(RoundKeys.TARGET),
                settings.find(RoundKeys.ROUND_TIMEOUT),
                settings.get(RoundKeys.CHECKPOINT_EVERY),
                settings.get(RoundKeys.KEEP),
                settings.get(OutputKeys.MIXTURE),
                settings.find(OutputKeys.MIXTURE_PASSES));
    }
}
