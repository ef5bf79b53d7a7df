package io.tacit.spark.config;

import java.util.Optional;

/**
 * When a round waits for its slowest workers no longer.
 *
 * @param workers results with which a round is content when its deadline has come; without it, every worker is waited for
 * @param deadline seconds; without it, it follows from what workers took in the last rounds: median + {@code mads} · MAD
 * @param mads medians of the distances from the median
 */
public record QuorumConfig(Optional<Integer> workers, Optional<Double> deadline, double mads) {
    public QuorumConfig {
        workers.ifPresent(RoundKeys.QUORUM::require);
        deadline.ifPresent(RoundKeys.DEADLINE::require);
        RoundKeys.DEADLINE_MADS.require(mads);
    }

    static QuorumConfig read(Settings settings) {
        Optional<Integer> workers = settings.find(RoundKeys.QUORUM);
        boolean resident = settings.get(RoundKeys.TRANSPORT) == TransportConfig.Kind.AKKA;
        settings.refuseUnless(
                resident,
                "needs training.transport.kind = akka: a Spark job waits for all its tasks",
                RoundKeys.QUORUM);
        settings.refuseUnless(
                workers.isPresent(),
                "has no effect without training.quorum.workers",
                RoundKeys.DEADLINE,
                RoundKeys.DEADLINE_MADS);
        settings.refuseUnless(
                settings.find(RoundKeys.DEADLINE).isEmpty(),
                "has no effect with training.quorum.deadline, which is fixed",
                RoundKeys.DEADLINE_MADS);
        if (workers.isPresent() && workers.get() > settings.get(TrainingKeys.WORKERS)) {
            settings.refuse(
                    RoundKeys.QUORUM,
                    "expected at most training.workers = " + settings.get(TrainingKeys.WORKERS) + ", got "
                            + workers.get());
        }
        return new QuorumConfig(workers, settings.find(RoundKeys.DEADLINE), settings.get(RoundKeys.DEADLINE_MADS));
    }
}
