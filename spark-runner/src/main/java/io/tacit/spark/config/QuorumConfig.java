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
        workers.ifPresent(Keys.QUORUM::require);
        deadline.ifPresent(Keys.DEADLINE::require);
        Keys.DEADLINE_MADS.require(mads);
    }

    static QuorumConfig read(Settings settings) {
        Optional<Integer> workers = settings.find(Keys.QUORUM);
        boolean resident = settings.get(Keys.TRANSPORT) == TransportConfig.Kind.AKKA;
        settings.refuseUnless(
                resident, "needs training.transport.kind = akka: a Spark job waits for all its tasks", Keys.QUORUM);
        settings.refuseUnless(
                workers.isPresent(),
                "has no effect without training.quorum.workers",
                Keys.DEADLINE,
                Keys.DEADLINE_MADS);
        settings.refuseUnless(
                settings.find(Keys.DEADLINE).isEmpty(),
                "has no effect with training.quorum.deadline, which is fixed",
                Keys.DEADLINE_MADS);
        if (workers.isPresent() && workers.get() > settings.get(Keys.WORKERS)) {
            settings.refuse(
                    Keys.QUORUM,
                    "expected at most training.workers = " + settings.get(Keys.WORKERS) + ", got " + workers.get());
        }
        return new QuorumConfig(workers, settings.find(Keys.DEADLINE), settings.get(Keys.DEADLINE_MADS));
    }
}
