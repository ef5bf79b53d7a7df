package io.tacit.spark.driver;

import java.util.Optional;

/**
 * Measure a model's negative log-likelihood beside the baselines'.
 *
 * @param data another data set, all of it; without it, the records held out of the training
 */
public record EvaluateRequest(ModelUse model, Optional<String> data) {}
