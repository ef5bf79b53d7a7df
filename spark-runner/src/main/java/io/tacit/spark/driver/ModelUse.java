package io.tacit.spark.driver;

import io.tacit.spark.config.EngineConfig;
import java.util.Map;

/**
 * A trained model and what it runs on.
 *
 * @param run output directory of the training
 * @param spark settings of the session, by their full names
 */
public record ModelUse(String run, EngineConfig engine, Map<String, String> spark) {
    public ModelUse {
        spark = Map.copyOf(spark);
    }
}
