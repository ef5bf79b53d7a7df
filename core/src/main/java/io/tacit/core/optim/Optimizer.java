package io.tacit.core.optim;

import io.tacit.core.tensor.FlatVector;
import java.io.Serializable;

/**
 * How θ moves, given a gradient: a pure function of its arguments. What it must remember from one update to the next is
 * returned and passed back. Each element is computed in double and rounded once to the precision of θ.
 *
 * <p>Gradients are taken as they come: look for non-finite numbers before, with {@link FlatVector#firstNonFinite}.
 */
public interface Optimizer extends Serializable {
    /** What is remembered before the first update of a vector like {@code theta}. */
    OptimizerState init(FlatVector theta);

    /**
     * One update. The arguments are left unchanged.
     *
     * @throws IllegalArgumentException where lengths differ or the state is another optimizer's
     */
    Update update(FlatVector theta, FlatVector gradient, OptimizerState state);

    /** Short lower-case name for logs and manifests. */
    String name();
}
