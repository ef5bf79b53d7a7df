/**
 * How is Tacit used? Lessons, each started by {@code examples/run NAME} and each run by a test: {@link
 * io.tacit.examples.ToyDensities} trains on one machine without Spark, {@link io.tacit.examples.OwnVectorField} trains a
 * field of one's own on Spark from Java. {@link io.tacit.examples.PrepareFlights} and {@link io.tacit.examples.WriteToy}
 * make the tables that the command line's lessons use. Depends on all of Tacit; nobody depends on it.
 */
@NullMarked
package io.tacit.examples;

import org.jspecify.annotations.NullMarked;
