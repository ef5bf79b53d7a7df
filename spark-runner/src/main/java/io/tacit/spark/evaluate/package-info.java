/**
 * How good is a density on records it was not fitted to, and is it better than simpler ones? Start from {@link
 * io.tacit.spark.evaluate.HeldOut}; {@link io.tacit.spark.evaluate.Baselines} fits a Gaussian and mixtures of Gaussians
 * to the same training records and asks the same question of them. Depends on {@code data}, {@code worker}, {@code
 * metrics} and Spark ML.
 */
@NullMarked
package io.tacit.spark.evaluate;

import org.jspecify.annotations.NullMarked;
