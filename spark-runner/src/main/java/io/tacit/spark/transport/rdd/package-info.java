/**
 * Rounds as Spark jobs: θ goes out by broadcast, one task a logical worker computes on its cached shard, results are
 * collected by partition. Spark's own retries and speculation apply; whichever attempt succeeds first is the one
 * collected, and all attempts compute the same.
 */
@NullMarked
package io.tacit.spark.transport.rdd;

import org.jspecify.annotations.NullMarked;
