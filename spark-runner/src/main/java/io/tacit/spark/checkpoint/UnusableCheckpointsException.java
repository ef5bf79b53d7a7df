package io.tacit.spark.checkpoint;

import io.tacit.core.io.FormatException;

/** A run is to go on from checkpoints, and there are some, but none that can be read. */
public final class UnusableCheckpointsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableCheckpointsException(FormatException damage) {
        super(
                damage.getMessage()
                        + "\nPut a copy of one of them back, or start anew: without --resume, in another output directory",
                damage);
    }
}
