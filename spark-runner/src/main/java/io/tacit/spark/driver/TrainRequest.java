package io.tacit.spark.driver;

import io.tacit.spark.config.LoadedConfig;
import io.tacit.spark.metrics.Progress;

/** Train a model, show the progress, and leave it, its checkpoints, metrics and report in the output directory. */
public record TrainRequest(LoadedConfig config, Start start, StopRequest stop, Progress progress) {

    public enum Start {
        /** Refused where the output directory already holds checkpoints or a model. */
        FRESH,
        /** From the newest checkpoint that verifies. */
        RESUME
    }
}
