/**
 * What does a worker do? It takes θ, its share of the records and a seed, makes some local optimizer steps and answers
 * with a {@link io.tacit.spark.worker.WorkerResult}, the type to start from. A pure function, without Spark's types.
 */
@NullMarked
package io.tacit.spark.worker;

import org.jspecify.annotations.NullMarked;
