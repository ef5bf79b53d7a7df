/**
 * What is trained, and how does it get to executors? A {@link io.tacit.spark.model.ModelFactory} travels; each process
 * makes the {@link io.tacit.spark.model.Model} once for each of its devices, and all tasks there share it. Depends on
 * {@code core.engine}, {@code core.train}, {@code config} and {@code device}.
 */
@NullMarked
package io.tacit.spark.model;

import org.jspecify.annotations.NullMarked;
