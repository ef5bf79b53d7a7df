/**
 * How do θ and results travel? A {@link io.tacit.spark.transport.Transport} runs one round on all logical workers and
 * hands back a result of each, in rank order. Every wait has a limit and can be interrupted on request. Depends on {@code worker}, {@code model}, {@code data}.
 */
@NullMarked
package io.tacit.spark.transport;

import org.jspecify.annotations.NullMarked;
