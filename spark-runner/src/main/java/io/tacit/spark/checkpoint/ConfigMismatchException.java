package io.tacit.spark.checkpoint;

import java.util.List;

/** The run that wrote a checkpoint had another configuration, model or data than the one that wants to resume from it. */
public final class ConfigMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ConfigMismatchException(int round, String difference) {
        super("the checkpoint of round " + round + " was written by a run with " + difference);
    }

    /** @param differences what was and what is, one a setting; empty where that is not known */
    public static ConfigMismatchException ofConfig(int round, List<String> differences) {
        return new ConfigMismatchException(
                round,
                "another configuration" + (differences.isEmpty() ? "" : ":\n  " + String.join("\n  ", differences))
                        + "\nIt would not go on with the same result. Resume with the original configuration, or start"
                        + " anew in another output directory");
    }

    static ConfigMismatchException ofData(int round, String written, String wanted) {
        return new ConfigMismatchException(
                round,
                "other data: their digest was " + brief(written) + ", that of these is " + brief(wanted)
                        + ". The table has changed, or is read in another way (columns, scaling, held-out shares, ids)."
                        + " Resume with the data of then, or start anew in another output directory");
    }

    static ConfigMismatchException ofModel(int round, String written, String wanted) {
        return new ConfigMismatchException(
                round,
                "another model: its parameters were " + written + ", these are " + wanted
                        + ". Resume with the original model, or start anew in another output directory");
    }

    private static String brief(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }
}
