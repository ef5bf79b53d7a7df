/**
 * How does training survive? A {@link io.tacit.spark.checkpoint.CheckpointStore} keeps checkpoints on any Hadoop file
 * system: data first, then a manifest with sizes and checksums, whose appearance under its name is the commit. An
 * {@link io.tacit.spark.checkpoint.OutputLock} keeps two runs out of one directory. Start from the store. Depends on
 * {@code core.io}, the core's vectors and Hadoop.
 *
 * <pre>
 * checkpoints/round-000012/theta.safetensors        parameters under their names
 *                          optimizer.safetensors    moments under state/moment/name
 *                          extra.safetensors        further vectors as long as θ under vector/name
 *                          metrics.jsonl            what was measured so far
 *                          manifest.json            last; without it the directory is an orphan or damaged
 * </pre>
 */
@NullMarked
package io.tacit.spark.checkpoint;

import org.jspecify.annotations.NullMarked;
