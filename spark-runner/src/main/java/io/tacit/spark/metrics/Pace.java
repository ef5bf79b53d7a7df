package io.tacit.spark.metrics;

import java.util.OptionalDouble;

/**
 * The average speed of a phase, as it was when the last unit was done: while a long unit is under way, nothing that is estimated from it
 * climbs. Units and seconds that are too few say nothing, since the first ones wait for compilers and caches.
 */
final class Pace {
    private static final long UNITS = 3;
    private static final double SECONDS = 5;

    private long done;
    private double after;

    /** Seconds left until {@code total}, when so much is done after so many seconds. */
    synchronized OptionalDouble left(long done, long total, double seconds) {
        if (done != this.done) {
            this.done = done;
            after = seconds;
        }
        return done < UNITS || after < SECONDS
                ? OptionalDouble.empty()
                : OptionalDouble.of(after * Math.max(0, total - done) / done);
    }
}
