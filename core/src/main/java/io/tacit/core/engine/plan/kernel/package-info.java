/**
 * What do elementwise operations compute, bit for bit? Start from {@link io.tacit.core.engine.plan.kernel.FusedKernel}: operations of a group lowered
 * ({@code KernelLowering}) to a sequence of {@link io.tacit.core.engine.plan.kernel.Primitive}s, each correctly rounded or exact, so that every machine that
 * has the primitives gives the same bits.
 *
 * <p>May depend on {@code core.program}, for the meaning of elementwise operations.
 */
@NullMarked
package io.tacit.core.engine.plan.kernel;

import org.jspecify.annotations.NullMarked;
