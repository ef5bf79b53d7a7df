package io.tacit.core.solve;

import io.tacit.core.engine.Block;
import java.util.List;

/**
 * The source of the noise of a stochastic equation: a function of record, time and size of a step. Asked twice for the same it answers the same, so
 * replays, tiles and the way back see one path.
 */
public interface Drive {

    /** The drive of equations without noise. */
    Drive NONE = (asked, into) -> {};

    /**
     * What is asked for: one record a lane.
     *
     * @param records number of the record of each lane
     * @param t where the steps begin: one for all lanes, or one for each
     * @param dt signed sizes, likewise; 0 for lanes at rest
     */
    record Asked(long[] records, double[] t, double[] dt) {

        public double t(int lane) {
            return t[t.length == 1 ? 0 : lane];
        }

        public double dt(int lane) {
            return dt[dt.length == 1 ? 0 : lane];
        }
    }

    /**
     * Fills the noises of a step.
     *
     * @param into one BATCHED block for each of {@link Equation#noises}, a lane for each record asked for
     */
    void fill(Asked asked, List<Block> into);
}
