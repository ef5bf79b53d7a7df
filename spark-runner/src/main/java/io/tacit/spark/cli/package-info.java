/**
 * How do arguments become objects, and results an exit code? Start from {@link io.tacit.spark.cli.Tacit}. The only
 * package that prints, exits and wires; nobody depends on it.
 */
@NullMarked
package io.tacit.spark.cli;

import org.jspecify.annotations.NullMarked;
