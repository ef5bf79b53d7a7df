/**
 * What does a round cost beside its work, and what follows for many workers? {@link io.tacit.benchmarks.rounds.Rounds} measures rounds
 * without work, {@link io.tacit.benchmarks.rounds.Scaling} a training on more and more executors,
 * {@link io.tacit.benchmarks.rounds.Predict} asks the cost model, {@link io.tacit.benchmarks.rounds.Simulate} plays rounds of many
 * workers with measured skew.
 */
@NullMarked
package io.tacit.benchmarks.rounds;

import org.jspecify.annotations.NullMarked;
