package io.tacit.spark.data;

import java.util.Arrays;

/**
 * Log-densities in nats and how each was found. A number is finite or −∞, never NaN, so that whoever sorts by it or compares it with
 * a threshold finds the farthest records first.
 */
public record Scores(double[] logDensity, Kind[] kinds) {

    /** How the log-density of a record came about. */
    public enum Kind {
        FINITE,
        /** Finite, after single precision had overflowed. */
        IN_DOUBLE,
        /** −∞: beyond what a double can hold. */
        BEYOND,
        /** −∞: no solver found it. */
        UNSOLVED
    }

    public Scores {
        if (logDensity.length != kinds.length) {
            throw new IllegalArgumentException(
                    "expected as many kinds as log-densities, got " + kinds.length + " and " + logDensity.length);
        }
    }

    /** Of numbers found in double precision: what is not finite is beyond it. */
    public static Scores of(double... found) {
        Kind[] kinds = new Kind[found.length];
        Arrays.setAll(kinds, i -> Double.isFinite(found[i]) ? Kind.FINITE : Kind.BEYOND);
        return new Scores(
                Arrays.stream(found)
                        .map(x -> Double.isFinite(x) ? x : Double.NEGATIVE_INFINITY)
                        .toArray(),
                kinds);
    }
}
