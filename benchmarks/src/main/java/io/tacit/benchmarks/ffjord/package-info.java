/**
 * What does a training step of FFJORD cost here? Start from {@link io.tacit.benchmarks.ffjord.Ffjord}, the command; a
 * {@link io.tacit.benchmarks.ffjord.Measurement} is one of the questions that it answers.
 */
@NullMarked
package io.tacit.benchmarks.ffjord;

import org.jspecify.annotations.NullMarked;
