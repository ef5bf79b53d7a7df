/**
 * Execution of Programs by ND4J: whole batches, one {@code INDArray} operation after another, in float32 or float64. Runs on whatever ND4J
 * backend the class path holds, CUDA included; on a processor it is the oracle of tests. Start from
 * {@link io.tacit.core.engine.nd4j.Nd4jEngine}.
 *
 * <p>Every value is a c-ordered array [rows × width]: a row for each place of one example's value, row-major, and a column for each example, or a
 * single column where all examples have the same value. So operations on rows are on contiguous memory, a product of a SHARED matrix with a
 * BATCHED value is one matrix product, and what mixes both kinds is NumPy broadcasting of the last axis. Matrix products are asked for
 * transposed, into {@code 'f'}-ordered views of the same memory, which spares cuBLAS and OpenBLAS a copy.
 *
 * <p>A Program is lowered once for a number of examples to a {@link io.tacit.core.engine.nd4j.Frame}: operations bound to their arrays, which
 * later evaluations only execute. May depend on {@code core.engine}, {@code core.program}, {@code core.tensor} and ND4J's public interface.
 */
@NullMarked
package io.tacit.core.engine.nd4j;

import org.jspecify.annotations.NullMarked;
