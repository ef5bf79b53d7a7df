/**
 * How is the arithmetic of one tile done fast, and with the same bits everywhere? Start from {@link
 * io.tacit.core.engine.cpu.codegen.Kernels#best}.
 *
 * <p>All data are heap arrays with offsets. A BATCHED value of a tile is a matrix of rows × width, one row for each number of an
 * example's value, lanes (examples) contiguous; the width is a multiple of 16. SHARED values are plain row-major arrays.
 *
 * <p>Each kernel exists twice: as generated code, bytecode over the Vector API for the vector length of the processor, made when it is first
 * needed, and as a scalar twin in Java. The twins give the same bits, because each number is computed by the same sequence of correctly rounded
 * operations (fused multiply-add included), whatever the vector length, the width of the tile or the position in it. No source here names {@code
 * jdk.incubator.vector}, so everything loads where that module is absent.
 *
 * <p>May depend on {@code engine.plan.kernel}, which says what elementwise kernels compute, and on {@code engine.cpu.array}.
 */
@NullMarked
package io.tacit.core.engine.cpu.codegen;

import org.jspecify.annotations.NullMarked;
