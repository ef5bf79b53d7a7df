/**
 * What does a failure mean to a user who does not know Java? {@link io.tacit.spark.failure.Explanation} finds the cause
 * in a chain of exceptions, those of executors included, and {@link io.tacit.spark.failure.Kinds} is the table of the
 * kinds there are, with the sentence for each. Depends on the JDK alone: kinds are told by the names of exceptions, since
 * what happened on an executor arrives as text.
 */
@NullMarked
package io.tacit.spark.failure;

import org.jspecify.annotations.NullMarked;
