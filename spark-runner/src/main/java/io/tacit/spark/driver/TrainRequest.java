package io.tacit.spark.driver;

import io.tacit.spark.config.LoadedConfig;

/** Train a model and leave it, its checkpoints, metrics and report in the output directory. */
public record TrainRequest(LoadedConfig config, Start start, StopRequest stop, Reporting reporting) {

    public enum Start {
        /** Refused where the output directory already holds checkpoints or a model. */
        FRESH,
        /** From the newest checkpoint that verifies. */
        RESUME
    }

    /** What goes to standard output while training goes on. */
    public enum Reporting {
        PROGRESS,
        SILENT
    }
}
