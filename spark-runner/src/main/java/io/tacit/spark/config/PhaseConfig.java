package io.tacit.spark.config;

import java.io.Serializable;

/**
 * A stretch of a training with one aim.
 *
 * @param share of the budget, above 0 and at most 1
 * @param entry what becomes of the optimizers' states, the outer one's too, when the phase begins
 */
public record PhaseConfig(Aim aim, double share, WorkConfig work, OptimizerConfig optimizer, Entry entry)
        implements Serializable {

    /** What optimizers remember of the phase before. */
    public enum Entry {
        /** Nothing: what they know is of another loss. */
        FRESH,
        /** Everything; the schedule of the learning rate begins anew all the same. */
        CARRIED
    }

    public PhaseConfig {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share: expected a number above 0 and at most 1, got " + share);
        }
    }

    /** The only phase of a training. */
    public static PhaseConfig only(WorkConfig work, OptimizerConfig optimizer) {
        return new PhaseConfig(new Aim.Likelihood(), 1, work, optimizer, Entry.FRESH);
    }
}
