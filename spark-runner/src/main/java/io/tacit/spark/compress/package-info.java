/**
 * How does a vector become fewer bytes, and how much does that lose? A {@link io.tacit.spark.compress.Compression}, the
 * type to start from, makes a {@link io.tacit.spark.compress.Compressed} of it and states a bound for each number;
 * {@link io.tacit.spark.compress.ErrorFeedback} sends later what was left out. Pure functions; depends on the core's
 * {@code tensor} only.
 *
 * <pre>
 *              bytes a number     most that a number x of v changes by
 * None         4 or 8             0
 * Bfloat16     2                  |x| / 2⁸
 * Int8         1 + 4 / block      max |x| of its block / 254
 * TopK         8 or 12, of few    largest |x| that is left out
 * Threshold    8 or 12, of few    the threshold
 * </pre>
 */
@NullMarked
package io.tacit.spark.compress;

import org.jspecify.annotations.NullMarked;
