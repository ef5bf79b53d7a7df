package io.tacit.spark.transport;

/** Work was broken off since somebody asked for it. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoppedException(String what) {
        super(what + " was broken off on request");
    }
}
