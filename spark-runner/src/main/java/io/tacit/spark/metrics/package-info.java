/**
 * What does a run tell people and programs about itself?
 *
 * <p>Start from {@link io.tacit.spark.metrics.RoundRecord}, the figures of one round. A {@link
 * io.tacit.spark.metrics.MetricsLog} keeps them as JSON lines, a {@link io.tacit.spark.metrics.Progress} shows them while
 * they happen, and a {@link io.tacit.spark.metrics.RunResult} says how the run ended, as a table for people or one JSON
 * line for programs. The page with pictures is in {@code metrics.report}.
 *
 * <p>All figures are computed elsewhere, from worker results; nothing here counts or measures. May depend on Hadoop's
 * {@code FileSystem}, Jackson and the progress bar library; not on Spark.
 */
@NullMarked
package io.tacit.spark.metrics;

import org.jspecify.annotations.NullMarked;
