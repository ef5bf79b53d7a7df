package io.tacit.core.solve;

/** Which examples share the size of their steps. */
public enum Stepping {
    /** One step for all: the error is the mean over the batch. What other libraries do. */
    PER_BATCH,
    /** Each tile of the engine solves by itself on one thread. The same tile gives the same result; right for training. */
    PER_TILE,
    /**
     * Each example has its own time, step and decision, so its result is the same bit for bit whichever batch it meets; right for scoring.
     * Lanes of examples that are through go to the next ones.
     */
    PER_EXAMPLE
}
