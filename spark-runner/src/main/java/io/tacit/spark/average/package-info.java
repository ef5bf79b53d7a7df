/**
 * How are workers' results combined? {@link io.tacit.spark.average.Averaging} folds them in rank order, each weighted by
 * the examples it used, in twice double precision. A monoid: zero, add, merge, finish. Depends on {@code worker} and
 * {@code config}, not on Spark.
 */
@NullMarked
package io.tacit.spark.average;

import org.jspecify.annotations.NullMarked;
