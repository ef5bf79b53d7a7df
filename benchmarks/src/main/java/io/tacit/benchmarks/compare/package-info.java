/**
 * How much faster than PyTorch is it, and why? {@link io.tacit.benchmarks.compare.Compare} is the command: it launches both sides in turn and
 * sets medians against targets.
 */
@NullMarked
package io.tacit.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
