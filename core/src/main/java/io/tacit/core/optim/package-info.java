/**
 * How does θ move? An {@link io.tacit.core.optim.Optimizer} is an immutable record with one pure function
 * {@code (θ, gradient, state) → (θ', state')}; learning rates come from a {@link io.tacit.core.optim.Schedule}; clipping
 * wraps another optimizer. Definitions follow PyTorch. Start from {@code Adam.of(1e-3)}. Depends on {@code tensor}.
 */
@NullMarked
package io.tacit.core.optim;

import org.jspecify.annotations.NullMarked;
