package io.tacit.spark.transport;

/** Work was interrupted since a user asked for it. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what it was, as a message says it: "round 3", "the held-out records" */
    public StoppedException(String what) {
        super("interrupted on request, in the middle of " + what);
    }
}
