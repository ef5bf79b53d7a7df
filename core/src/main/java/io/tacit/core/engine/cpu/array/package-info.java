/**
 * How does code for {@code float[]} and {@code double[]} become one? Start from {@link io.tacit.core.engine.cpu.array.Numbers}: what the
 * engine does with arrays as a whole, and its plain loops over their numbers, once for each precision; all else is written for an array type {@code A}.
 *
 * <p>May depend on {@code core.tensor}.
 */
@NullMarked
package io.tacit.core.engine.cpu.array;

import org.jspecify.annotations.NullMarked;
