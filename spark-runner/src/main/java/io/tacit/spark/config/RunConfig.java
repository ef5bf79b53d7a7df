package io.tacit.spark.config;

import java.util.Map;

/**
 * A whole training run.
 *
 * @param spark settings of the session, by their full names ({@code spark.master}, ...)
 * @param output where model, checkpoints, metrics and report go
 */
public record RunConfig(
        DataConfig data,
        ModelConfig model,
        TrainingConfig training,
        EngineConfig engine,
        @Operational ReportConfig report,
        @Operational Map<String, String> spark,
        @Operational String output) {

    public RunConfig {
        spark = Map.copyOf(spark);
        OutputKeys.OUTPUT.require(output);
    }

    /** SHA-256 of everything that the result depends on: equal for two runs that compute the same. */
    public String hash() {
        return ConfigHash.of(this);
    }
}
