/** How good is a density after how much training? {@link io.tacit.benchmarks.quality.Ablation} compares settings of one build in one process. */
@NullMarked
package io.tacit.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
