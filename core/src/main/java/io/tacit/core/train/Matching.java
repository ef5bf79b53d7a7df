package io.tacit.core.train;

import java.io.Serializable;

/**
 * How a vector field is matched to paths from data to noise.
 *
 * @param path of a record to its noise
 * @param times at which points of a path are looked at
 * @param coupling of records and noise
 */
public record Matching(ProbabilityPath path, TimeSampling times, Coupling coupling) implements Serializable {

    /** Straight paths without blur, times most often between a tenth and a half of the way, a record's own noise. */
    public static final Matching DEFAULT =
            new Matching(new StraightPath(0), new TimeSampling.LogitNormal(-1, 1), new Coupling.Independent());

    public Matching {
        PathCheck.check(path);
    }
}
