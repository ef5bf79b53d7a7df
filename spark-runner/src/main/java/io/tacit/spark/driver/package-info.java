/**
 * What can be done with Tacit, from the command line or from Java, and how does a training run go? Requests go into
 * {@link io.tacit.spark.driver.Operations}, a {@link io.tacit.spark.driver.Summary} comes out; nothing here prints or
 * exits. {@link io.tacit.spark.driver.TrainingDriver} is the loop of rounds, {@link io.tacit.spark.driver.Stopping} says
 * when it ends, a {@link io.tacit.spark.driver.Journal} remembers it. Only {@code cli} depends on this package.
 */
@NullMarked
package io.tacit.spark.driver;

import org.jspecify.annotations.NullMarked;
