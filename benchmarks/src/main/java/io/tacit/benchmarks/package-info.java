/**
 * How fast is it, how much memory does it need, and how close is its gradient? {@code ffjord} measures a training step, {@code compare} puts it
 * beside PyTorch, {@code kernel} has JMH benchmarks of what the engine is made of, {@code machine} knows the processor and its limits. Speed is
 * measured here and never asserted in a test.
 */
@NullMarked
package io.tacit.benchmarks;

import org.jspecify.annotations.NullMarked;
