/**
 * How good is a density after how much training? {@link io.tacit.benchmarks.quality.Ablation} compares settings of one build in one process; {@link
 * io.tacit.benchmarks.quality.Quality} lets builds train in processes of their own ({@link io.tacit.benchmarks.quality.Sitting}) and scores them all on
 * the same records.
 */
@NullMarked
package io.tacit.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
