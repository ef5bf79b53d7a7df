package io.tacit.core.optim;

import io.tacit.core.tensor.FlatVector;

/** Where θ moved to and what the optimizer wants to be given next time. */
public record Update(FlatVector theta, OptimizerState state) {}
