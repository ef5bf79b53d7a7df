/**
 * What is trained, and how does it get to executors? A {@link io.tacit.spark.model.ModelFactory} travels; each process
 * makes the {@link io.tacit.spark.model.Model} once and all its tasks share it. Depends on {@code core.engine}, {@code
 * core.train} and {@code config}, not on Spark.
 */
@NullMarked
package io.tacit.spark.model;

import org.jspecify.annotations.NullMarked;
