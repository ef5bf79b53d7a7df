package io.tacit.core.optim;

import io.tacit.core.tensor.FlatVector;

/** The θ after a step and what the optimizer wants to be given next time. */
public record Update(FlatVector theta, OptimizerState state) {}
