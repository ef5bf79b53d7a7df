package io.tacit.spark.transport.akka;

import java.io.Serializable;
import java.time.Duration;

/**
 * Heart-beats, both ways.
 *
 * @param every so often each end says that it is there
 * @param lostAfter of silence, the driver takes a host for lost
 * @param orphanedAfter of silence, a host takes the driver for lost and ends
 */
public record Heartbeats(Duration every, Duration lostAfter, Duration orphanedAfter) implements Serializable {
    public static final Heartbeats DEFAULT =
            new Heartbeats(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(60));

    public Heartbeats {
        if (every.isNegative()
                || every.isZero()
                || lostAfter.compareTo(every) <= 0
                || orphanedAfter.compareTo(every) <= 0) {
            throw new IllegalArgumentException("heart-beats: expected 0 < every < lostAfter and every < orphanedAfter,"
                    + " got every " + every + ", lostAfter " + lostAfter + ", orphanedAfter " + orphanedAfter);
        }
    }
}
