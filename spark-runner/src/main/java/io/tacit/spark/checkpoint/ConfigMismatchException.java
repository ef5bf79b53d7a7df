package io.tacit.spark.checkpoint;

/** The run that wrote a checkpoint had another configuration than the one that wants to resume from it. */
public final class ConfigMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigMismatchException(int round, String written, String wanted) {
        super("the checkpoint of round " + round + " was written by a run with configuration " + brief(written)
                + ", this one is " + brief(wanted) + ": data, model or training differ, so it would not go on with the"
                + " same result. Resume with the original configuration, or start anew in another output directory");
    }

    private static String brief(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }
}
