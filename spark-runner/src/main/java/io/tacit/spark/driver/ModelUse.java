package io.tacit.spark.driver;

import io.tacit.spark.config.EngineConfig;
import java.util.Map;

/**
 * A trained model and what it runs on.
 *
 * @param run output directory of the training
 * @param spark settings of the session, by their full names
 * @param reading keys of a configuration that say how the table is written, and how much of it is measured; where they do not, it is
 *     as in the training
 */
public record ModelUse(String run, EngineConfig engine, Map<String, String> spark, Map<String, String> reading) {
    public ModelUse {
        spark = Map.copyOf(spark);
        reading = Map.copyOf(reading);
    }
}
