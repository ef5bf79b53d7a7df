package io.tacit.spark.driver;

import io.tacit.spark.metrics.Progress;

/** Who watches an operation: sees how it goes, and may want it to end. */
public record Watcher(StopRequest stop, Progress progress) {
    /** Sees nothing and wants nothing. */
    public static final Watcher NONE = new Watcher(StopRequest.NEVER, Progress.silent());
}
