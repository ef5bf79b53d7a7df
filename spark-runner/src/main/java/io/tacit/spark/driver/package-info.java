/**
 * What can be done with Tacit, and how does a training run go? From Java start with {@link
 * io.tacit.spark.driver.Training}. From the command line requests go into
 * {@link io.tacit.spark.driver.Operations}, a {@link io.tacit.spark.driver.Summary} comes out; nothing here prints or
 * exits. {@link io.tacit.spark.driver.TrainingDriver} is the loop of rounds, {@link io.tacit.spark.driver.Stopping} says
 * when it ends, a {@link io.tacit.spark.driver.Journal} remembers it. Only {@code cli} depends on this package.
 */
@NullMarked
package io.tacit.spark.driver;

import org.jspecify.annotations.NullMarked;
