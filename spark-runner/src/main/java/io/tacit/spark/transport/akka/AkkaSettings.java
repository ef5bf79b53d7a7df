package io.tacit.spark.transport.akka;

import java.time.Duration;

/**
 * How resident hosts are run and waited for. With a quorum below the number of workers, results depend on who is slow:
 * such a run cannot promise the same bits.
 *
 * @param rehostWithin a worker has no host for so long: the hosts are distributed anew over the slots that there are
 * @param quorum results with which a round is content when its deadline has come; {@link #ALL} waits for every worker
 */
public record AkkaSettings(
        Heartbeats heartbeats, Duration rehostWithin, int quorum, Deadline deadline, TransferLimits transfer) {
    public static final int ALL = Integer.MAX_VALUE;

    public static final AkkaSettings DEFAULT = new AkkaSettings(
            Heartbeats.DEFAULT,
            Duration.ofSeconds(15),
            ALL,
            new Deadline.Adaptive(6, Duration.ofSeconds(5)),
            TransferLimits.DEFAULT);

    public AkkaSettings {
        if (quorum < 1) {
            throw new IllegalArgumentException("quorum: expected 1 or more workers, got " + quorum);
        }
        if (rehostWithin.isNegative() || rehostWithin.isZero()) {
            throw new IllegalArgumentException("rehostWithin: expected a time above 0, got " + rehostWithin);
        }
    }

    /** The same with a quorum and its deadline. */
    public AkkaSettings quorum(int results, Deadline after) {
        return new AkkaSettings(heartbeats, rehostWithin, results, after, transfer);
    }

    /** The same with other heart-beats and another patience with lost hosts. */
    public AkkaSettings heartbeats(Heartbeats other, Duration rehost) {
        return new AkkaSettings(other, rehost, quorum, deadline, transfer);
    }
}
